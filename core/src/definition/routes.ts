import { functionsFor } from '../access/grant.ts';
import { creates, workflowRights } from '../access/policy.ts';
import type { ApiTypes } from '../api.gen.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { asksBody } from '../form/body-values.ts';
import { type Route, route } from '../http.ts';
import { findBodyValues } from '../organisation/queries.ts';
import { titleOf } from '../rules.ts';
import { provides, type Session } from '../session/session.ts';
import type { DefinitionVersion } from './definition-version.ts';
import { englishWords } from './english-words.ts';
import type { Finding } from './finding.ts';
import { knownIn } from './in-force.ts';
import { lintDefinition } from './lint.ts';
import { countOldCases, countOpenCases, findVersionAt } from './queries.ts';
import { headOf, serviceView } from './service-view.ts';
import type { DefinitionStore } from './store.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/services',
    summary: 'Услуги, с которыми работает сотрудник',
    access: 'session',
    scope: 'services.read',
    response: 'ServiceList',
    packed: true,
    handler: ({ deps, session }) => ({
      items: deps.definitions.list('service').flatMap((version) => itemFor(session, version, deps.definitions)),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/services/:code',
    summary: 'Определение услуги для экранов: форма, условия, документы, процесс, справочники',
    access: 'session',
    scope: 'services.read',
    params: { code: 'code' },
    query: 'ServiceQuery',
    response: 'ServiceView',
    packed: true,
    handler: async ({ deps, session, params, query }) => {
      const latest = deps.definitions.latest('service', params.code);
      if (query.version === undefined || query.version === latest.version) return viewFor({ deps, session }, latest);
      const place = { kind: 'service', code: params.code, version: query.version } as const;
      const version = await deps.database.inBodies([], async (trx) => {
        const found = await findVersionAt(trx, place);
        return found && deps.definitions.get('service', found.id, trx);
      });
      if (version === undefined)
        throw new Refusal('notFound', `У услуги «${params.code}» нет версии ${query.version}.`);
      return viewFor({ deps, session }, version);
    },
  }),
  route({
    method: 'GET',
    path: '/api/words',
    summary: 'Слова действующих определений по-английски: названия, подписи, пояснения',
    access: 'session',
    scope: 'services.read',
    response: 'DefinitionWords',
    packed: true,
    handler: async ({ deps }) => {
      const contents = wordy.flatMap((kind) => deps.definitions.list(kind).map(({ content }) => content));
      return { words: await englishWords(deps.config.definitionsDir, contents) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/services',
    summary: 'Услуги с замечаниями линтера и числом открытых заявок',
    access: { permission: 'definitions.edit' },
    response: 'AdminServiceList',
    handler: async ({ deps, session }) => {
      const latest = [...deps.definitions.list('service'), ...deps.definitions.list('workflow')].map(({ id }) => id);
      const [open, old] = await deps.database.inBodies(session.bodies, async (trx) => [
        await countOpenCases(trx),
        await countOldCases(trx, latest),
      ]);
      return {
        items: deps.definitions.list('service').map((version) => ({
          ...adminItem(version, deps),
          openCases: open.get(version.code) ?? 0,
          oldCases: old.get(version.code) ?? 0,
        })),
      };
    },
  }),
];

/** What a clerk reads. */
const wordy = ['service', 'workflow', 'requestType', 'dictionary', 'workplace'] as const;

/** Nothing for a service that the body does not provide, or in which the session holds no function. */
function itemFor(
  session: Session,
  { code, version, content }: DefinitionVersion<'service'>,
  definitions: DefinitionStore,
): ApiTypes['ServiceItem'][] {
  const workflow = definitions.findLatest('workflow', content.workflow)?.content;
  if (workflow === undefined || !provides(session.organisation, code)) return [];
  const scope = { organisationId: session.organisation.id, serviceCode: code, departmentId: session.departmentId };
  const held = functionsFor(session.grants, scope);
  if (!Object.keys(workflow.functions).some((one) => held.has(one))) return [];
  const begun = content.procedure === undefined;
  const canCreate = begun && creates(session, { code, rights: workflowRights(workflow) });
  return [{ ...headOf(content, version), canCreate, taxed: content.duty !== undefined }];
}

function adminItem(
  version: DefinitionVersion<'service'>,
  deps: LintDeps,
): Omit<ApiTypes['AdminServiceItem'], 'openCases' | 'oldCases'> {
  const findings = findingsOf(version, deps);
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  return {
    code: version.code,
    title: titleOf(version.content.title, 'ru'),
    version: version.version,
    workflow: version.content.workflow,
    author: version.author,
    comment: version.comment,
    publishedAt: version.publishedAt.toISOString(),
    findings: { errors: count('error'), warnings: count('warning'), notes: count('info') },
  };
}

type LintDeps = Pick<Deps, 'definitions' | 'connections'>;

const linted = new WeakMap<object, readonly Finding[]>();

/** A published version never changes, and what it refers to never goes away: its findings are found once. */
function findingsOf(
  { content }: DefinitionVersion<'service'>,
  { definitions, connections }: LintDeps,
): readonly Finding[] {
  const known = linted.get(content) ?? lintDefinition(content, knownIn(definitions), connections.findKind);
  linted.set(content, known);
  return known;
}

/** What the body of whoever asks begins its forms with; asked for only by a form that speaks of it. */
async function viewFor({ deps, session }: { deps: Deps; session: Session }, version: DefinitionVersion<'service'>) {
  if (!asksBody(version.content.form)) return serviceView(version, deps.definitions);
  const { id } = session.organisation;
  const body = await deps.database.inBodies([id], (trx) => findBodyValues(trx, id));
  return serviceView(version, deps.definitions, body);
}
