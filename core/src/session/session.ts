import type { Grant } from '../access/grant.ts';
import type { Scope } from '../access/scope.ts';

/** Who acts in a request: a person, signed in, or a program with a token, on behalf of one body. Read anew with each request. */
export interface Session {
  /** Hex of the SHA-256 of the cookie's token; the token itself is stored nowhere. Empty for a program. */
  readonly id: string;
  readonly user: SessionUser;
  readonly organisation: SessionOrganisation;
  readonly departmentId: string | null;
  /** In force now: those of the chosen body, and those over bodies the user does not belong to (a monitor's). */
  readonly grants: readonly Grant[];
  /** Ids of the bodies whose rows the request may touch; goes into `database.inBodies`. The chosen body comes first. */
  readonly bodies: readonly string[];
  readonly remembered: boolean;
  /** Id of the connection by which the person has signed in; absent: by a password. */
  readonly identityConnectionId?: string;
  /** Absent colleagues whom this person stands in for today: their applications are as one's own. */
  readonly standsFor?: readonly Colleague[];
  /** The platform itself, by its own clock; see system-session.ts. */
  readonly system?: true;
  /** Of a program: what its token opens. Absent for a person. */
  readonly token?: { readonly id: string; readonly scopes: readonly Scope[] };
}

interface Colleague {
  readonly id: string;
  readonly name: string;
}

export interface SessionUser {
  readonly id: string;
  readonly login: string;
  readonly surname: string;
  readonly name: string;
  readonly patronymic: string | null;
  readonly position: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** True until the person has replaced a password issued by an administrator. */
  readonly mustChangePassword: boolean;
}

export interface SessionOrganisation {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly mnemonic: string;
  /** IANA name; times are shown to people in it. */
  readonly timeZone: string;
  /** Code of the workplace definition. */
  readonly workplace: string;
  /** Codes of the services that it provides; null: any that its people's roles allow. */
  readonly services: readonly string[] | null;
}

/** The person and whoever they stand in for. */
export function actsFor({ user, standsFor = [] }: Pick<Session, 'user' | 'standsFor'>): string[] {
  return [user.id, ...standsFor.map(({ id }) => id)];
}

/** Of the executor of an application, when somebody else acts in their place. */
export function onBehalfOf(
  { user, standsFor = [] }: Pick<Session, 'user' | 'standsFor'>,
  executorId: string | null,
): { readonly onBehalfOf?: Colleague } {
  const absent = executorId === user.id ? undefined : standsFor.find(({ id }) => id === executorId);
  return absent === undefined ? {} : { onBehalfOf: absent };
}

/** Whether a new application of this service can be made there; those that exist are worked on to their end. */
export function provides({ services }: Pick<SessionOrganisation, 'services'>, service: string): boolean {
  return services === null || services.includes(service);
}

/** «Иванова Анна Петровна». */
export function fullName(person: { surname: string; name: string; patronymic?: string | null | undefined }): string {
  return [person.surname, person.name, person.patronymic].filter(Boolean).join(' ');
}
