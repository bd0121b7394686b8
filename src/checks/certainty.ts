import { hasToken } from './token';

/** An answer about values of which some are known only at deployment. */
export type Answer = 'yes' | 'no' | 'unknown';

/** Whether two texts are the same. A token equals itself alone; against anything else it is unknown. */
export function sameText(a: string, b: string): Answer {
  if (a === b) return 'yes';
  return hasToken(a) || hasToken(b) ? 'unknown' : 'no';
}

/** Whether all hold: one `no` decides. */
export function all(answers: Iterable<Answer>): Answer {
  let result: Answer = 'yes';
  for (const answer of answers) {
    if (answer === 'no') return 'no';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

/** Whether two hold. */
export function both(a: Answer, b: Answer): Answer {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' ? b : 'unknown';
}

/** Whether any holds: one `yes` decides. */
export function any(answers: Iterable<Answer>): Answer {
  let result: Answer = 'no';
  for (const answer of answers) {
    if (answer === 'yes') return 'yes';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

/** The opposite, where it is known. */
export function not(answer: Answer): Answer {
  return answer === 'unknown' ? 'unknown' : answer === 'yes' ? 'no' : 'yes';
}
