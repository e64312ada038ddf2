import { definitionKinds } from '@reglament/format';
import type { ApiTypes } from '../api.gen.ts';
import { compareDefinitions } from '../definition/compare/compare.ts';
import { isDefinitionKind } from '../definition/parse.ts';
import { countCasesByVersion, findVersionAt, listVersionsOf } from '../definition/queries.ts';
import type { DefinitionStore } from '../definition/store.ts';
import { Refusal } from '../errors.ts';
import { type Route, route } from '../http.ts';
import { titleOf } from '../rule/title.ts';
import { archiveRoutes } from './archive/routes.ts';
import { definitionDetail } from './detail.ts';
import { saveSteps } from './edit.ts';
import { liveRoutes } from './live/routes.ts';
import { openDraft, type Work } from './open.ts';
import { askPublication } from './publication/commands.ts';
import { publicationRoutes } from './publication/routes.ts';
import { moveToLatest, previewPublication } from './publication.ts';
import { type DraftHead, findDraft, listOpenDrafts, readSteps } from './queries.ts';
import { discardDraft, restoreDraft } from './rows.ts';
import { draftFindings, stepView } from './view.ts';

const edit = { permission: 'definitions.edit' } as const;
/** A template within a template within a service, and the change that carries it. */
const bodyDepth = 140;
/** Steps that an editor opens with: more than anyone takes back. */
const SHOWN_STEPS = 200;

export const definitionDraftRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/drafts',
    summary: 'Определения, которые правят, сначала изменённые последними',
    access: edit,
    response: 'DraftList',
    handler: async ({ deps }) => {
      const rows = await deps.database.inBodies([], listOpenDrafts);
      return {
        items: rows.map(({ id, kind, code, title, baseVersion, updatedAt, updatedBy }) => ({
          ...{ id, kind, code, baseVersion, updatedBy },
          title: titleOf(title, 'ru'),
          updatedAt: updatedAt.toISOString(),
        })),
      };
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/drafts',
    summary: 'Начать черновик определения: с действующей версии, с копии, по образцу, с чистого листа или с файла',
    access: edit,
    body: 'NewDraft',
    response: 'DraftPlace',
    status: 201,
    handler: (call) => openDraft(call, call.body),
  }),
  route({
    method: 'GET',
    path: '/api/admin/drafts/:id',
    summary: 'Черновик: определение, последние изменения, замечания',
    access: edit,
    params: { id: 'uuid' },
    response: 'DraftView',
    packed: true,
    handler: (call) => draftView(call, call.params.id),
  }),
  route({
    method: 'POST',
    path: '/api/admin/drafts/:id/steps',
    summary: 'Сохранить изменения черновика',
    access: edit,
    params: { id: 'uuid' },
    body: 'DraftSteps',
    bodyDepth,
    response: 'DraftSaved',
    handler: (call) => saveSteps(call, call.params.id, call.body),
  }),
  route({
    method: 'DELETE',
    path: '/api/admin/drafts/:id',
    summary: 'Удалить черновик; его можно вернуть',
    access: edit,
    params: { id: 'uuid' },
    response: 'none',
    handler: async ({ deps, params, now }) => {
      await deps.database.inBodies([], async (trx) => {
        const draft = await findDraft(trx, params.id, 'lock');
        if (draft === undefined) throw noDraft();
        if (draft.publishedVersion !== null) throw new Refusal('stateConflict', 'Черновик уже опубликован.');
        await discardDraft(trx, params.id, now);
      });
      return undefined;
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/drafts/:id/restore',
    summary: 'Вернуть удалённый черновик',
    access: edit,
    params: { id: 'uuid' },
    response: 'DraftView',
    handler: async (call) => {
      const { deps, params } = call;
      await deps.database.inBodies([], async (trx) => {
        if ((await findDraft(trx, params.id, 'lock')) === undefined) throw noDraft();
        if (!(await restoreDraft(trx, params.id))) {
          throw new Refusal('alreadyExists', 'Начат уже другой черновик этого определения: этот вернуть нельзя.');
        }
      });
      return draftView(call, params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/drafts/:id/rebase',
    summary: 'Перенести правки на версию, которая действует сейчас',
    access: edit,
    params: { id: 'uuid' },
    response: 'DraftView',
    handler: async (call) => {
      await moveToLatest(call, call.params.id);
      return draftView(call, call.params.id);
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/drafts/:id/publication',
    summary: 'Что даст публикация: изменения, кого они задевают, замечания, проверки',
    access: edit,
    params: { id: 'uuid' },
    query: 'PublicationQuery',
    response: 'DraftPublication',
    handler: (call) => previewPublication(call, call.params.id, call.query.with?.split(',') ?? []),
  }),
  route({
    method: 'POST',
    path: '/api/admin/drafts/:id/publication',
    summary: 'Опубликовать черновик: сразу, с названного дня, или попросить второго сотрудника подтвердить',
    access: { permission: 'definitions.publish' },
    params: { id: 'uuid' },
    body: 'PublishDraft',
    response: 'PublishedVersion',
    handler: (call) => askPublication(call, call.params.id, call.body),
  }),
  ...liveRoutes,
  ...publicationRoutes,
  ...archiveRoutes,
  route({
    method: 'GET',
    path: '/api/admin/definitions',
    summary: 'Действующие определения: на что можно сослаться',
    access: edit,
    response: 'DefinitionChoices',
    handler: ({ deps }) => ({
      items: definitionKinds.flatMap((kind) =>
        deps.definitions.list(kind).map(({ code, version, content }) => ({
          ...{ kind, code, version, title: titleOf(content.title, 'ru') },
          ...('procedure' in content && content.procedure !== undefined ? { procedure: true as const } : {}),
        })),
      ),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/admin/definitions/:kind/:code',
    summary: 'Действующее определение, услуги, которые на нём стоят, и его черновик',
    access: edit,
    params: { kind: 'code', code: 'code' },
    response: 'DefinitionDetail',
    packed: true,
    handler: ({ deps, params }) => definitionDetail(deps, placeOf(params)),
  }),
  route({
    method: 'GET',
    path: '/api/admin/definitions/:kind/:code/versions',
    summary: 'Версии определения, сначала новые',
    access: edit,
    params: { kind: 'code', code: 'code' },
    response: 'DefinitionVersionList',
    handler: async ({ deps, params }) => {
      const { kind, code } = placeOf(params);
      deps.definitions.latest(kind, code);
      const rows = await deps.database.inBodies([], (trx) => listVersionsOf(trx, { kind, code }));
      const cases = await deps.database.asOwner((trx) => countCasesByVersion(trx, { kind, code }));
      return {
        items: rows.map(({ id, version, author, comment, publishedAt }) => ({
          ...{ version, author, comment },
          publishedAt: publishedAt.toISOString(),
          openCases: cases.get(id) ?? 0,
        })),
      };
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/definitions/:kind/:code/comparison',
    summary: 'Две версии определения рядом и чем они отличаются',
    access: edit,
    params: { kind: 'code', code: 'code' },
    query: 'DefinitionComparisonQuery',
    response: 'DefinitionComparison',
    handler: async ({ deps, params, query }) => {
      const place = placeOf(params);
      const [before, after] = await deps.database.inBodies([], async (trx) => [
        await findVersionAt(trx, { ...place, version: query.before }),
        await findVersionAt(trx, { ...place, version: query.after }),
      ]);
      if (before === undefined || after === undefined) throw new Refusal('notFound', 'Такой версии нет.');
      return {
        before: { ...before.content },
        after: { ...after.content },
        changes: compareDefinitions(before.content, after.content).map(({ code, pointer, message, breaking }) => ({
          ...{ code, pointer, message, breaking },
        })),
      };
    },
  }),
];

async function draftView({ deps, session }: Work, id: string): Promise<ApiTypes['DraftView']> {
  const found = await deps.database.inBodies([], async (trx) => {
    const draft = await findDraft(trx, id);
    return draft && { draft, steps: await readSteps(trx, id, draft.revision - SHOWN_STEPS) };
  });
  if (found === undefined) throw noDraft();
  const { draft, steps } = found;
  const { kind, code, baseVersion, revision, publishedVersion } = draft;
  return {
    ...{ id, kind, code, baseVersion, revision, publishedVersion },
    latestVersion: deps.definitions.findLatest(kind, code)?.version ?? null,
    content: JSON.parse(draft.text),
    steps: steps.map((step) => stepView(step, session)),
    findings: draftFindings(draft, deps),
    publishedFields: publishedFields(deps.definitions, draft),
    discarded: draft.discardedAt !== null,
    updatedAt: draft.updatedAt.toISOString(),
    updatedBy: draft.updatedBy,
  };
}

/** Of every version: an answer of an old case stays under its code. */
function publishedFields(definitions: DefinitionStore, { kind, code }: Pick<DraftHead, 'kind' | 'code'>): string[] {
  if (kind !== 'service') return [];
  const versions = definitions.versions('service').filter((one) => one.code === code);
  return [...new Set(versions.flatMap(({ content }) => Object.keys(content.form.schema.properties)))];
}

function placeOf({ kind, code }: { readonly kind: string; readonly code: string }) {
  if (!isDefinitionKind(kind)) throw new Refusal('notFound', `Вида определений «${kind}» нет.`);
  return { kind, code };
}

function noDraft(): Refusal {
  return new Refusal('notFound', 'Такого черновика нет: его не было или он из другой установки.');
}
