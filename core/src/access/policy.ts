import type { WorkflowDefinition } from '@reglament/format';
import { actsFor, provides, type Session } from '../session/session.ts';
import { can, functionsFor, type Permission, type Scope as Place } from './grant.ts';
import type { Opening } from './scope.ts';

/** Who may call a route. A required field of every route; each kind has its row in the table below. */
export type Access =
  /** Anyone, without signing in. */
  | 'public'
  /** Anyone signed in, even with an issued password that is still to be changed: one's own account. */
  | 'account'
  /** Anyone signed in. */
  | 'session'
  | { readonly permission: Permission }
  /** Whoever may create applications of some service in the chosen body. */
  | { readonly create: true }
  /** The application of the path; `through` when the path names a file or a request of it. */
  | { readonly application: 'see' | 'act' | 'edit'; readonly through?: 'file' | 'request' };

export type AccessName = 'public' | 'account' | 'session' | 'permission' | 'create' | 'see' | 'act' | 'edit';

export function accessName(access: Access): AccessName {
  if (typeof access === 'string') return access;
  if ('permission' in access) return 'permission';
  return 'create' in access ? 'create' : access.application;
}

/** What a workflow says about who may do what, drawn from its definition once. */
export interface WorkflowRights {
  readonly sees: WorkflowDefinition['functions'];
  /** Functions of the actions that people take. */
  readonly acts: ReadonlySet<string>;
  /** Functions that may edit the answers in some state; which state it must be, the command checks under the lock. */
  readonly edits: ReadonlySet<string>;
  readonly creates: ReadonlySet<string>;
}

const rightsOf = new WeakMap<WorkflowDefinition, WorkflowRights>();

/** Drawn once: a version of a definition never changes. */
export function workflowRights(workflow: WorkflowDefinition): WorkflowRights {
  const rights = rightsOf.get(workflow) ?? drawRights(workflow);
  rightsOf.set(workflow, rights);
  return rights;
}

function drawRights(workflow: WorkflowDefinition): WorkflowRights {
  const byPeople = workflow.actions.filter((action) => !action.automatic);
  return {
    sees: workflow.functions,
    acts: new Set(byPeople.filter((action) => !action.creates).flatMap((action) => action.functions)),
    edits: new Set(workflow.states.flatMap((state) => state.editable ?? [])),
    creates: new Set(byPeople.filter((action) => action.creates).flatMap((action) => action.functions)),
  };
}

/** What the policy needs to know of an application. */
export interface ApplicationPlace extends Place {
  readonly phase: string;
  readonly creatorId: string | null;
  readonly executorId: string | null;
  readonly rights: WorkflowRights;
  /** Procedures on it that are not closed: complaint, misprint, duplicate. */
  readonly procedures?: readonly Omit<ApplicationPlace, 'procedures'>[];
}

export interface AccessFacts {
  readonly session: Session | undefined;
  /** What opens the route to tokens; undefined: nothing does. */
  readonly scope?: Opening | undefined;
  readonly permission?: Permission;
  /** The application of the path; undefined when there is none or the request may not touch its body. */
  readonly application?: ApplicationPlace | undefined;
  /** For `create`: who may create which service. */
  readonly services?: readonly { readonly code: string; readonly rights: WorkflowRights }[];
}

export type Verdict =
  | 'allowed'
  | 'unauthenticated'
  | 'passwordChangeRequired'
  | 'insufficientScope'
  | 'forbidden'
  | 'notFound';

/** The policy, whole. An application that one may not see does not exist for one: `notFound`, never `forbidden`. */
const policy = {
  public: () => 'allowed',
  account: ({ session }) => (session ? 'allowed' : 'unauthenticated'),
  session: (facts) => signedIn(facts, () => true),
  permission: (facts) =>
    signedIn(facts, (session) =>
      facts.permission === undefined ? false : can(session.grants, facts.permission, session.organisation.id),
    ),
  create: (facts) => signedIn(facts, (session) => (facts.services ?? []).some((service) => creates(session, service))),
  see: (facts) => onApplication(facts, () => true, reads),
  act: (facts) => onApplication(facts, (held, { rights }) => overlap(held, rights.acts)),
  edit: (facts) => onApplication(facts, (held, { rights }) => overlap(held, rights.edits)),
} as const satisfies Record<AccessName, (facts: AccessFacts) => Verdict>;

/** A token only narrows: its scope is asked first, and then its holder is judged as a person with the same roles. */
export function judge(access: Access, facts: AccessFacts): Verdict {
  if (access !== 'public' && !opens(facts)) return 'insufficientScope';
  return policy[accessName(access)](facts);
}

function opens({ session, scope }: AccessFacts): boolean {
  if (session?.token === undefined || scope === 'anyToken') return true;
  return scope !== undefined && session.token.scopes.includes(scope);
}

/** Some function held in scope lets its holder see applications of this phase, or the application is one's own. */
export function sees(session: Session, application: ApplicationPlace): boolean {
  if (!session.bodies.includes(application.organisationId)) return false;
  if (application.creatorId === session.user.id) return true;
  for (const code of functionsFor(session.grants, application)) {
    const sight = application.rights.sees[code]?.sees;
    if (sight === undefined) continue;
    const mine = application.executorId !== null && actsFor(session).includes(application.executorId);
    const phaseFits = sight.phases === undefined || sight.phases.some((phase) => phase === application.phase);
    if (phaseFits && (sight.relation === 'any' || mine)) return true;
  }
  return false;
}

/**
 * Whoever sees a procedure that goes on reads the application that it is about: nobody can consider a complaint, or mend a
 * misprint, without it. Reading is all: lists show, and commands take, only what one sees oneself.
 */
export function reads(session: Session, application: ApplicationPlace): boolean {
  return sees(session, application) || (application.procedures ?? []).some((procedure) => sees(session, procedure));
}

/** Whether the session may create applications of this service in its chosen body. */
export function creates(
  session: Session,
  service: { readonly code: string; readonly rights: WorkflowRights },
): boolean {
  if (!provides(session.organisation, service.code)) return false;
  const scope = {
    organisationId: session.organisation.id,
    serviceCode: service.code,
    departmentId: session.departmentId,
  };
  return overlap(functionsFor(session.grants, scope), service.rights.creates);
}

function overlap(held: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return [...held].some((code) => wanted.has(code));
}

function signedIn({ session }: AccessFacts, allowed: (session: Session) => boolean): Verdict {
  if (session === undefined) return 'unauthenticated';
  if (session.user.mustChangePassword) return 'passwordChangeRequired';
  return allowed(session) ? 'allowed' : 'forbidden';
}

function onApplication(
  facts: AccessFacts,
  allowed: (held: ReadonlySet<string>, application: ApplicationPlace) => boolean,
  enough: typeof sees = sees,
): Verdict {
  const { session, application } = facts;
  const entrance = signedIn(facts, () => true);
  if (entrance !== 'allowed' || session === undefined) return entrance;
  if (application === undefined || !reads(session, application)) return 'notFound';
  if (!enough(session, application)) return 'forbidden';
  return allowed(functionsFor(session.grants, application), application) ? 'allowed' : 'forbidden';
}
