/** What a role gives, within a scope; null means «any». Loaded with the session, compared by the pure functions below. */
export interface Grant {
  /** A function of workflows, such as `registrar`. */
  readonly function?: string;
  readonly permission?: Permission;
  readonly organisationId: string;
  readonly serviceCode: string | null;
  readonly departmentId: string | null;
}

export const permissions = [
  'definitions.edit',
  'definitions.publish',
  'dictionaries.edit',
  'bodies.manage',
  'users.manage',
  'connections.manage',
  'exchange.manage',
  'requests.answer',
  'applicants.merge',
  'reports.read',
  'journal.read',
  'destruction.act',
  'destruction.approve',
] as const;

export type Permission = (typeof permissions)[number];

/** A clerk's work, not administration: like a function of a workflow, whoever manages people gives it. */
export const workPermissions: ReadonlySet<Permission> = new Set([
  'requests.answer',
  'destruction.act',
  'destruction.approve',
]);

/** Whoever approves an act has to read it; that they have not made it themselves is judged for each act. */
const within: Readonly<Partial<Record<Permission, Permission>>> = { 'destruction.act': 'destruction.approve' };

/** Where an application stands, as far as the scope of a grant is concerned. */
export interface Scope {
  readonly organisationId: string;
  readonly serviceCode: string;
  readonly departmentId: string | null;
}

/** Codes of the workflow functions that the grants give for an application or a service at this place. */
export function functionsFor(grants: readonly Grant[], scope: Scope): Set<string> {
  const held = new Set<string>();
  for (const grant of grants) if (grant.function !== undefined && covers(grant, scope)) held.add(grant.function);
  return held;
}

/** A permission is asked for the whole body, so a grant narrowed to a service or a department does not give it. */
export function can(grants: readonly Grant[], permission: Permission, organisationId: string): boolean {
  return grants.some(
    (grant) =>
      grant.permission !== undefined &&
      (grant.permission === permission || grant.permission === within[permission]) &&
      grant.organisationId === organisationId &&
      grant.serviceCode === null &&
      grant.departmentId === null,
  );
}

function covers(grant: Grant, scope: Scope): boolean {
  return (
    grant.organisationId === scope.organisationId &&
    (grant.serviceCode === null || grant.serviceCode === scope.serviceCode) &&
    (grant.departmentId === null || grant.departmentId === scope.departmentId)
  );
}

interface GrantScope {
  readonly organisationId: string;
  readonly departmentId: string | null;
  /** Undefined: all. */
  readonly services: ReadonlySet<string> | undefined;
}

/** One condition for all the services that a person has in one place, however many roles they come from. */
export function scopesOf(grants: readonly Grant[]): readonly GrantScope[] {
  const scopes = new Map<string, GrantScope>();
  for (const { organisationId, departmentId, serviceCode } of grants) {
    const key = `${organisationId} ${departmentId}`;
    const known = scopes.get(key);
    const all = serviceCode === null || (known !== undefined && known.services === undefined);
    const services = all ? undefined : new Set([...(known?.services ?? []), serviceCode]);
    scopes.set(key, { organisationId, departmentId, services });
  }
  return [...scopes.values()];
}
