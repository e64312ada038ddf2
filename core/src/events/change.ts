/** What others are told of an application that changed; enough to know whether what one shows is old. */
export interface ApplicationChange {
  readonly organisationId: string;
  readonly applicationId: string;
  readonly version: number;
  readonly state: string;
}

/** Somebody opened or left a case, or does something else there; it is told to these people only. */
export interface PresenceChange {
  readonly organisationId: string;
  readonly applicationId: string;
  readonly users: readonly string[];
}

/** Somebody has a draft of a definition before them, has left it, or has changed it: told to all who may edit definitions. */
export interface DraftNews {
  readonly draftId: string;
  readonly userId: string;
  readonly name: string;
  readonly said: 'here' | 'left' | 'saved';
  /** Of the draft, after what was saved; null: only a word of who is there. */
  readonly revision: number | null;
}

/** Another body's request has come, or a colleague has done something with it: told to those who may answer for the body. */
export interface IncomingNews {
  readonly organisationId: string;
  readonly incomingRequestId: string;
}

/** Channels of pg_notify. The latter two are sent by triggers: the id of a session, the id of a user ('' for everyone). */
export const channels = {
  application: 'reglament_application',
  presence: 'reglament_presence',
  draft: 'reglament_draft',
  incoming: 'reglament_incoming',
  session: 'reglament_session',
  user: 'reglament_user',
} as const;

export function readChange(payload: string): ApplicationChange {
  const change: unknown = JSON.parse(payload);
  if (isChange(change)) return change;
  throw new TypeError('not a change of an application');
}

export function readPresence(payload: string): PresenceChange {
  const change: unknown = JSON.parse(payload);
  if (isPresence(change)) return change;
  throw new TypeError('not a change of presence');
}

export function readDraftNews(payload: string): DraftNews {
  const news = JSON.parse(payload) as Partial<DraftNews>;
  const { draftId, userId, name, said, revision = null } = news;
  if (draftId === undefined || userId === undefined || name === undefined || said === undefined) {
    throw new TypeError('not news of a draft');
  }
  return { draftId, userId, name, said, revision };
}

export function readIncomingNews(payload: string): IncomingNews {
  const { organisationId, incomingRequestId } = JSON.parse(payload) as Partial<IncomingNews>;
  if (organisationId === undefined || incomingRequestId === undefined) {
    throw new TypeError('not news of an incoming request');
  }
  return { organisationId, incomingRequestId };
}

function isPresence(value: unknown): value is PresenceChange {
  if (typeof value !== 'object' || value === null) return false;
  const { organisationId, applicationId, users } = value as Record<string, unknown>;
  const people = Array.isArray(users) ? users : [undefined];
  return [organisationId, applicationId, ...people].every((part) => typeof part === 'string');
}

function isChange(value: unknown): value is ApplicationChange {
  if (typeof value !== 'object' || value === null) return false;
  const { organisationId, applicationId, version, state } = value as Record<string, unknown>;
  return (
    [organisationId, applicationId, state].every((part) => typeof part === 'string') && typeof version === 'number'
  );
}
