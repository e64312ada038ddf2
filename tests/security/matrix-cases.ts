import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Transaction } from '../../core/src/db.ts';
import { createUser } from '../../core/src/organisation/commands.ts';
import { nobodySweeps } from '../support/file-store-kit.ts';
import { demoPassword } from '../support/http-client.ts';
import { lightHash } from '../support/light-password.ts';
import type { TestServer } from '../support/server.ts';

export interface Person {
  readonly login: string;
  readonly role: string;
  readonly body: 'arch' | 'zem';
  /** Narrowed to a department of `arch`, or to a service that the cases are not of. */
  readonly scope?: 'planning' | 'otherService';
}

export const people: readonly Person[] = [
  { login: 'registrar', role: 'registrar', body: 'arch' },
  { login: 'dispatcher', role: 'dispatcher', body: 'arch' },
  { login: 'executor', role: 'executor', body: 'arch' },
  { login: 'approver', role: 'approver', body: 'arch' },
  { login: 'super', role: 'superExecutor', body: 'arch' },
  { login: 'monitor', role: 'monitor', body: 'arch' },
  { login: 'admin', role: 'administrator', body: 'arch' },
  { login: 'registrar2', role: 'registrar', body: 'zem' },
  { login: 'planning-dispatcher', role: 'dispatcher', body: 'arch', scope: 'planning' },
  { login: 'other-registrar', role: 'registrar', body: 'arch', scope: 'otherService' },
];

const phases = {
  draft: 'draft',
  registered: 'received',
  deciding: 'inProgress',
  approvingGrant: 'awaitingApproval',
  granted: 'granted',
  refused: 'refused',
  closed: 'closed',
} as const;
type Phase = (typeof phases)[keyof typeof phases];

export interface Case {
  readonly title: string;
  readonly id: string;
  readonly fileId: string;
  readonly requestId: string;
  readonly phase: Phase;
  readonly body: 'arch' | 'zem';
  readonly department: 'planning' | 'reception' | undefined;
  /** Logins; 'executor2' and 'super2' are nobody of the matrix. */
  readonly creator: string;
  readonly executor: string;
  /** Goes on, or has ended, on this case. */
  readonly procedure?: Procedure;
}

type Procedure = Pick<Case, 'phase' | 'body' | 'department' | 'creator' | 'executor'>;

/** Section 2 of the domain, and who sees what in it. */
export function maySee(person: Person, one: Procedure): boolean {
  if (person.body !== one.body) return false;
  if (one.creator === person.login) return true;
  if (person.scope === 'otherService') return false;
  if (person.scope === 'planning' && one.department !== 'planning') return false;
  switch (person.role) {
    case 'registrar':
    case 'monitor':
      return true;
    case 'dispatcher':
      return one.phase !== 'draft';
    case 'approver':
      return one.phase !== 'draft' && one.phase !== 'received';
    case 'executor':
    case 'superExecutor':
      return one.executor === person.login;
    default:
      return false;
  }
}

/** The procedure on a case is there for whoever sees it to be done, which takes reading the case; until it is closed. */
export function mayRead(person: Person, one: Case): boolean {
  const { procedure } = one;
  return maySee(person, one) || (procedure !== undefined && procedure.phase !== 'closed' && maySee(person, procedure));
}

/** What concerns a person: what is nobody's of the matrix, and their own. */
export function concerns(person: Person, one: Case): boolean {
  const owners = [one.creator, one.executor].filter((login) => login !== 'executor2' && login !== 'super2');
  return owners.length === 0 || owners.includes(person.login);
}

/** Rows in every phase: a stranger's, one's own as creator and as executor, of a department, of another body. */
export async function layOutCases(server: TestServer): Promise<readonly Case[]> {
  await addScopedPeople(server);
  return server.database.asOwner(async (trx) => {
    const find = await findings(trx, server);
    const cases: Case[] = [];
    for (const [state, phase] of Object.entries(phases)) {
      for (const plan of plansFor(phase)) {
        const ids = await insertCase(trx, { ...plan, state }, find);
        cases.push({ ...plan, ...ids });
        if (plan.procedure === undefined) continue;
        const procedure = { ...plan.procedure, title: `${plan.title}: она сама` };
        const ofProcedure = { ...procedure, state: stateOf(procedure.phase), parentId: ids.id };
        cases.push({ ...procedure, ...(await insertCase(trx, ofProcedure, find)) });
      }
    }
    return cases;
  });
}

type Plan = Omit<Case, 'id' | 'fileId' | 'requestId'>;

function stateOf(phase: Phase): string {
  const found = Object.entries(phases).find(([, of]) => of === phase);
  if (found === undefined) throw new Error(`no state of ${phase}`);
  return found[0];
}

/** On a stranger's case: of whom the person considers it, or may approve it. */
function procedurePlans(stranger: Plan): readonly Plan[] {
  if (stranger.phase === 'draft') return [];
  const { title: _title, procedure: _procedure, ...procedure } = stranger;
  const kinds: readonly [string, Partial<Procedure>][] = [
    ['процедуру исполняет executor', { phase: 'inProgress', executor: 'executor' }],
    ['процедура executor закончена', { phase: 'closed', executor: 'executor' }],
    ['процедуру исполняет другой', { phase: 'inProgress' }],
    ['процедура на утверждении', { phase: 'awaitingApproval' }],
    ['процедура отдела planning', { phase: 'received', department: 'planning' }],
  ];
  return kinds.map(([title, changes]) => ({
    ...stranger,
    title: `${stranger.phase}: чужая, ${title}`,
    procedure: { ...procedure, ...changes },
  }));
}

function plansFor(phase: Phase): readonly Plan[] {
  const stranger = { phase, body: 'arch', department: undefined, creator: 'executor2', executor: 'executor2' } as const;
  const own = people
    .filter(({ body }) => body === 'arch')
    .flatMap(({ login }): Plan[] => [
      { ...stranger, title: `${phase}: создал ${login}`, creator: login },
      { ...stranger, title: `${phase}: исполняет ${login}`, executor: login },
    ]);
  return [
    { ...stranger, title: `${phase}: чужая` },
    { ...stranger, title: `${phase}: отдела planning`, department: 'planning' },
    { ...stranger, title: `${phase}: отдела reception`, department: 'reception' },
    { ...stranger, title: `${phase}: другого ведомства`, body: 'zem', creator: 'super2', executor: 'super2' },
    ...own,
    ...procedurePlans({ ...stranger, title: '' }),
  ];
}

async function addScopedPeople(server: TestServer): Promise<void> {
  const passwordHash = lightHash(demoPassword);
  const scopes = { planning: { department: 'planning' }, otherService: { service: 'anotherService' } };
  await server.database.asOwner(async (trx) => {
    for (const { login, role, body, scope } of people) {
      if (scope === undefined) continue;
      const memberships = [{ organisation: body, roles: [{ role, ...scopes[scope] }] }];
      const names = { surname: 'Узкая', name: 'Роль', createdAt: new Date() };
      await createUser(trx, { login, ...names, passwordHash, mustChangePassword: false, memberships });
    }
  });
}

interface Findings {
  /** A content that is really there. */
  readonly storageKey: string;
  readonly ids: ReadonlyMap<string, string>;
  readonly versions: { readonly service: string; readonly workflow: string; readonly requestType: string };
}

async function findings(trx: Transaction, server: TestServer): Promise<Findings> {
  const ids = new Map<string, string>();
  for (const { id, key } of await trx('user_account').select('id', 'login as key')) ids.set(key, id);
  for (const { id, key } of await trx('organisation').select('id', 'code as key')) ids.set(key, id);
  for (const { id, key } of await trx('department').select('id', 'code as key')) ids.set(key, id);
  const { definitions } = server.deps;
  const service = definitions.latest('service', 'landPlotPlan').id;
  const received = await server.deps.files.receive(Readable.from(['text\n']), 100);
  const storageKey = await received.keep(nobodySweeps);
  const workflow = definitions.latest('workflow', 'doverie').id;
  const requestType = definitions.latest('requestType', 'regionalRequest').id;
  return { storageKey, ids, versions: { service, workflow, requestType } };
}

async function insertCase(trx: Transaction, plan: Plan & { state: string; parentId?: string }, find: Findings) {
  const id = (key: string) => find.ids.get(key) ?? null;
  const registered = plan.phase === 'draft' ? null : new Date();
  const [application] = await trx('application')
    .insert({
      organisation_id: id(plan.body),
      department_id: plan.department === undefined ? null : id(plan.department),
      service_code: 'landPlotPlan',
      service_version_id: find.versions.service,
      workflow_version_id: find.versions.workflow,
      state: plan.state,
      phase: plan.phase,
      creator_id: id(plan.creator),
      executor_id: id(plan.executor),
      registered_at: registered,
      parent_id: plan.parentId ?? null,
      closed_at: plan.phase === 'closed' ? new Date() : null,
    })
    .returning<{ id: string }[]>('id');
  const [file] = await trx('file')
    .insert({
      organisation_id: id(plan.body),
      application_id: application?.id,
      purpose: 'attachment',
      name: 'письмо.txt',
      media_type: 'text/plain',
      size: 5,
      sha256: 'f'.repeat(64),
      storage_key: find.storageKey,
      uploaded_by: id(plan.creator),
    })
    .returning<{ id: string }[]>('id');
  const [request] = await trx('request')
    .insert({
      organisation_id: id(plan.body),
      application_id: application?.id,
      entry: 'regional',
      type_code: 'regionalRequest',
      type_version_id: find.versions.requestType,
      plugin: 'regional',
      kind: 'universal',
      kind_version: '1',
      author_id: id(plan.executor),
      creation_key: randomUUID(),
    })
    .returning<{ id: string }[]>('id');
  return { id: application?.id ?? '', fileId: file?.id ?? '', requestId: request?.id ?? '' };
}
