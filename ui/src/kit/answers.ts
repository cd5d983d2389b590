import type { AnswerValue } from '../ipc/generated';

/** The codes an answer gives, as conditions and catalogues name them; measured things give none. */
export function answerCodes(answer: AnswerValue): string[] {
  switch (answer.type) {
    case 'multi_choice':
      return answer.value;
    case 'cell_size':
    case 'solitary_days':
      return [];
    default:
      return [String(answer.value)];
  }
}
