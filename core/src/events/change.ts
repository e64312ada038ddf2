/** What others are told of an application that changed; enough to know whether what one shows is old. */
export interface ApplicationChange {
  readonly organisationId: string;
  readonly applicationId: string;
  readonly version: number;
  readonly state: string;
}

/** Channels of pg_notify. The latter two are sent by triggers: the id of a session, the id of a user ('' for everyone). */
export const channels = {
  application: 'reglament_application',
  session: 'reglament_session',
  user: 'reglament_user',
} as const;

export function readChange(payload: string): ApplicationChange {
  const change: unknown = JSON.parse(payload);
  if (isChange(change)) return change;
  throw new TypeError('not a change of an application');
}

function isChange(value: unknown): value is ApplicationChange {
  if (typeof value !== 'object' || value === null) return false;
  const { organisationId, applicationId, version, state } = value as Record<string, unknown>;
  return (
    [organisationId, applicationId, state].every((part) => typeof part === 'string') && typeof version === 'number'
  );
}
