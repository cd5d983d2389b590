import type { JointReplyAdd, JointReplySet, JointReplyView, RecommendationRow } from '../../ipc/generated';

/** Most recommendations that one reply answers; the record has the same. */
export const MAX_IN_REPLY = 200;
/** Columns of what is over: a reply to it is logged where it stands. */
const OVER = new Set(['done', 'repeated']);

/** What a reply says about one recommendation, as typed. */
export interface Part {
  /** Whether it answers this one; absent where nobody said. */
  chosen?: boolean;
  /** Empty: the grade of those left. */
  grade: string;
  words: string;
  refuses: boolean;
}

/** A reply to several, as typed. */
export interface Typed {
  on: string;
  reference: string;
  /** The grade of those left; empty: not graded yet. */
  grade: string;
  parts: Record<string, Part>;
}

export const NO_PART: Part = { grade: '', words: '', refuses: false };

/** Whether a recommendation is answered: to a letter all that have no reply yet and are not over, until somebody says otherwise. */
export const isChosen = (typed: Typed, row: RecommendationRow, inLetter: boolean): boolean =>
  typed.parts[row.id]?.chosen ?? (inLetter && row.replies === 0 && !OVER.has(row.column));

/** Those that can be answered: of a letter all, else those of which something is still awaited. */
export const offered = (rows: RecommendationRow[], inLetter: boolean): RecommendationRow[] => rows.filter((row) => inLetter || !OVER.has(row.column));

/** What is logged, of the recommendations that are chosen. */
export function added(authority: string, typed: Typed, chosen: RecommendationRow[]): JointReplyAdd {
  const parts = chosen.map(({ id }) => {
    const { grade, words, refuses } = { ...NO_PART, ...typed.parts[id] };
    return { recommendation: id, words, grade: grade || null, refuses };
  });
  return { authority, on: typed.on, reference: typed.reference, grade: typed.grade || null, parts };
}

/** What is typed of the whole of a reply. */
export interface Whole {
  on: string;
  reference: string;
}

/** A correction of the whole, against what was shown: a part that was corrected apart from it is held to what stands in it. */
export function corrected(view: JointReplyView, was: Whole, facts: Whole, dropped?: boolean): JointReplySet {
  const parts = view.parts.map((part) => ({
    recommendation: part.row.id,
    id: part.id,
    on: part.on === view.on ? was.on : part.on,
    reference: part.reference === view.reference ? was.reference : part.reference,
    dropped: part.dropped,
  }));
  return { reply: view.reply, was: parts, on: facts.on, reference: facts.reference, ...(dropped === undefined ? {} : { dropped }) };
}
