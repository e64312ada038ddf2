import { Refusal } from '../errors.ts';
import type { Finding } from './finding.ts';

/** Every error with its place. */
export function refusedDefinition(findings: readonly Finding[], detail?: string): Refusal {
  const problems = findings
    .filter(({ level }) => level === 'error')
    .map(({ code, pointer, message, todo }) => ({
      field: pointer.split('/').at(-1) ?? '',
      pointer,
      code,
      message: `${message}. ${todo}`,
    }));
  return new Refusal('invalidDefinition', detail ?? countWithFirst(problems), { problems });
}

/** Where only the sentence is shown, it still says what to mend and where. */
function countWithFirst(problems: readonly { readonly pointer: string; readonly message: string }[]): string {
  const [first] = problems;
  const place = first === undefined || first.pointer === '' ? '' : `${first.pointer}: `;
  const most = problems.length === 1 ? '' : 'Первая – ';
  return `В определении ошибок: ${problems.length}. ${first === undefined ? '' : `${most}${place}${first.message}.`}`.trim();
}
