import type { BodyInput } from '../../ipc/generated';

/** The profile as its form has it: what may be left to the kind of body is a choice. */
export type BodyFacts = Omit<BodyInput, 'confidential' | 'grounds'> & { confidential: string | null; grounds_own: string | null; grounds: string[] };

export const toForm = (facts: BodyInput): BodyFacts => ({
  ...facts,
  confidential: facts.confidential === null ? null : facts.confidential ? 'yes' : 'no',
  grounds_own: facts.grounds === null ? null : 'own',
  grounds: facts.grounds ?? [],
});

export function fromForm({ grounds_own, ...facts }: BodyFacts): BodyInput {
  return {
    ...facts,
    confidential: facts.confidential === null ? null : facts.confidential === 'yes',
    grounds: grounds_own === null ? null : facts.grounds,
    // Nothing is put off until a day where nothing is put off.
    postponed_until: facts.postponed === null ? null : facts.postponed_until,
  };
}
