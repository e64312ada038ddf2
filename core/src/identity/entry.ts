import type { IdentityPerson } from '@reglament/sdk';

/** A body of the installation that has the ОГРН of an organisation somebody may act for. */
export interface AdmittingBody {
  readonly id: string;
  readonly ogrn: string;
  readonly title: string;
  /** Its administrator lets people in by this way. */
  readonly enabled: boolean;
  /** Whoever is not known yet becomes an employee. */
  readonly newcomers: boolean;
}

/** The account that belongs to whoever has come. */
export interface KnownAccount {
  readonly id: string;
  readonly disabled: boolean;
  readonly snils: string | null;
  /** Name of the person at the other place, once they have come by it. */
  readonly subject: string | null;
  /** What they have agreed to, word for word. */
  readonly consent: string | null;
  /** Ids of bodies. */
  readonly memberships: readonly string[];
  /** Those of them for which they have a role. */
  readonly working: readonly string[];
}

export interface Arrival {
  readonly person: IdentityPerson;
  readonly account: KnownAccount | undefined;
  readonly bodies: readonly AdmittingBody[];
}

export type Entry =
  | { readonly kind: 'employee' | 'newcomer'; readonly body: AdmittingBody }
  | { readonly kind: 'closed'; readonly reason: string };

/** Why this account may not be entered by whoever has come, wherever they want to work; undefined: it may, or there is none. */
function accountProblem({ person, account }: Pick<Arrival, 'person' | 'account'>): string | undefined {
  if (account === undefined) return undefined;
  if (account.disabled) return 'Ваша учётная запись заблокирована. Обратитесь к администратору ведомства.';
  if (account.subject !== null && account.subject !== person.subject)
    return 'С этим СНИЛС уже входил другой человек. Сообщите администратору ведомства: он проверит СНИЛС в вашей карточке.';
  if (account.snils !== null && person.snils !== undefined && account.snils !== person.snils)
    return 'СНИЛС в вашей карточке другой. Попросите администратора ведомства исправить его.';
  return undefined;
}

/** Whether and as what a person may work for one of the organisations they may act for. Pure. */
export function entryFor(ogrn: string, arrival: Arrival): Entry {
  const { account, bodies } = arrival;
  const body = bodies.find((one) => one.ogrn === ogrn);
  if (body === undefined || !body.enabled)
    return closed('Организация не подключена к системе. Попросите её администратора подключить вход.');
  const problem = accountProblem(arrival);
  if (problem !== undefined) return closed(problem);
  if (account?.working.includes(body.id)) return { kind: 'employee', body };
  if (account?.memberships.includes(body.id))
    return closed('У вас нет ни одной роли в этом ведомстве. Попросите администратора ведомства дать роль.');
  if (body.newcomers) return { kind: 'newcomer', body };
  return closed('Вас нет среди сотрудников. Попросите администратора ведомства добавить вас и указать ваш СНИЛС.');
}

export const personRefused =
  'Как физическое лицо работать в системе нельзя: она для сотрудников ведомств. Выберите организацию; если её нет в списке, попросите руководителя добавить вас в сотрудники организации в ЕСИА.';

/** Only a path of this very server: nobody is sent elsewhere after the login. */
export function safeReturn(path: string | undefined): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them, and what is left may be another address
  return path !== undefined && /^\/(?![/\\])[^\\\u0000-\u0020]*$/.test(path) ? path : '/';
}

/**
 * What is agreed to at the first login, and again when it is no longer the same; kept word for word. `shares`: what else the other
 * place hands over, in the genitive.
 */
export function consentText(title: string, shares: readonly string[] = []): string {
  const what = ['фамилии', 'имени', 'отчества', 'СНИЛС', ...shares].join(', ');
  return `Я согласен (согласна) на передачу из «${title}» в эту систему моих ${what} и сведений об организациях, от имени которых я вправе действовать, – для входа и работы в системе.`;
}

/** What whoever has come is to agree to now; null: they have. `again`: to something else than before. */
export function consentNeeded({ person, account }: Pick<Arrival, 'person' | 'account'>, text: string) {
  const isLinked = account?.subject === person.subject;
  if (isLinked && account.consent === text) return null;
  return { text, again: isLinked };
}

function closed(reason: string): Entry {
  return { kind: 'closed', reason };
}
