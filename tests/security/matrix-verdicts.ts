import type { Answer } from '../support/http-client.ts';
import { type Case, mayRead, maySee, type Person } from './matrix-cases.ts';
import type { Audience } from './policy-rows.ts';

export type Outcome = 'allowed' | 'closed' | 'forbidden' | 'hidden' | 'unauthenticated' | 'failed';

/** What lies behind the policy answers in its own words; the policy's refusals are known by theirs. */
export function verdictOf({ status, body }: Answer): Outcome {
  if (status >= 500) return 'failed';
  if (status === 401 && body?.code === 'unauthenticated') return 'unauthenticated';
  if (status === 403 && body.code === 'insufficientScope') return 'closed';
  if (status === 403 && body.detail.startsWith('У вас нет прав на это действие.')) return 'forbidden';
  if (status === 404 && body.detail === 'Запись не найдена или недоступна вам.') return 'hidden';
  return 'allowed';
}

export function mayCall(person: Person, audience: Audience | undefined): boolean {
  switch (audience) {
    case 'everyone':
    case 'signedIn':
    case 'ownAccount':
      return true;
    case 'creators':
      return person.scope !== 'otherService' && ['registrar', 'superExecutor'].includes(person.role);
    case 'requests.answer':
      return person.scope === undefined && ['executor', 'superExecutor'].includes(person.role);
    case 'reports.read':
      return ['monitor', 'administrator'].includes(person.role);
    case 'destruction.act':
    case 'destruction.approve':
      return person.scope === undefined && person.role === 'approver';
    case 'seers':
    case 'actors':
    case 'editors':
    case undefined:
      throw new Error('not for a route without an application');
    default:
      return person.role === 'administrator';
  }
}

export function expectedOn(person: Person, one: Case, audience: Audience | undefined): Outcome {
  if (!mayRead(person, one)) return 'hidden';
  if (audience === 'seers') return 'allowed';
  if (!maySee(person, one)) return 'forbidden';
  const roles =
    audience === 'editors'
      ? ['registrar', 'superExecutor']
      : ['registrar', 'dispatcher', 'executor', 'approver', 'superExecutor'];
  return roles.includes(person.role) && inScope(person, one) ? 'allowed' : 'forbidden';
}

function inScope(person: Person, one: Case): boolean {
  if (person.scope === 'otherService') return false;
  return person.scope !== 'planning' || one.department === 'planning';
}

/** Six at a time. */
export async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}
