import { Refusal } from '../errors.ts';
import { checkSnils, normalizeSnils } from '../identifier/snils.ts';

/** The СНИЛС of staff, as it is stored; the refusal does not repeat it. @throws Refusal invalidBody */
export function readSnils(text: string): string {
  const verdict = checkSnils(text);
  if (verdict.ok) return normalizeSnils(text);
  const message = `${verdict.message}.`;
  const problems = [{ field: 'snils', pointer: '/snils', code: 'invalidBody', message }];
  throw new Refusal('invalidBody', message, { problems });
}
