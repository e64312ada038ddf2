import type { RequestType } from '@reglament/format';
import type { JsonObject, Plugin, RequestTypeDefinition } from '@reglament/sdk';
import type { Context } from 'koa';
import type { ApiTypes } from '../api.gen.ts';
import { draftType, type LintedDraft } from '../definition/draft-type.ts';
import type { Finding } from '../definition/finding.ts';
import { knownIn } from '../definition/in-force.ts';
import { lintDefinition } from '../definition/lint.ts';
import { sourceLimits, sourcesIn, tooLargeSources } from '../definition/source-files.ts';
import { openDraftOf } from '../definition-draft/commands.ts';
import { findDraft } from '../definition-draft/queries.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { checkStreamHead } from '../file/content.ts';
import { type Route, route } from '../http.ts';
import { readBytes } from '../json-body.ts';
import { formsOfType } from './forms.ts';
import { requestTypeList } from './list.ts';
import { tryQuestion } from './try-question.ts';

const edit = { permission: 'definitions.edit' } as const;

export const requestTypeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/request-types',
    summary: 'Виды запросов по модулям: где используются и что о них говорит проверка',
    access: edit,
    response: 'RequestTypeList',
    handler: ({ deps }) =>
      requestTypeList({
        plugins: deps.connections.plugins,
        types: deps.definitions.list('requestType'),
        services: deps.definitions.list('service').map(({ content }) => content),
        findings: (type) => findingsOf(type, deps),
      }),
  }),
  route({
    method: 'POST',
    path: '/api/admin/request-types/draft',
    summary: 'Составить вид запроса по файлам поставщика; тело – файл XSD или архив ZIP, до 8 МБ; ничего не сохраняет',
    access: edit,
    query: 'RequestTypeDraftQuery',
    body: 'stream',
    response: 'RequestTypeDraftView',
    handler: async ({ deps, query, request }) => draftView(await draftFrom(deps.connections.plugins, query, request)),
  }),
  route({
    method: 'POST',
    path: '/api/admin/request-types/drafts',
    summary: 'Составить вид запроса по файлам поставщика и начать его черновик; тело – как у /draft',
    access: edit,
    query: 'RequestTypeDraftQuery',
    body: 'stream',
    response: 'DraftPlace',
    status: 201,
    handler: async (call) => {
      const { deps, query, request } = call;
      const { type, notes, findings } = await draftFrom(deps.connections.plugins, query, request);
      if (type !== undefined) return openDraftOf(call, type);
      const why = [...notes, ...findings].filter(({ level }) => level === 'error').map(({ message }) => message);
      const todo = query.question === undefined ? 'Выберите, что спрашивают: question.' : why.slice(0, 3).join('; ');
      throw new Refusal('invalidDefinition', `Вид запроса не составлен. ${todo}`);
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/request-types/:code/forms',
    summary: 'Что вид запроса спрашивает и что отвечает, с примером ответа',
    access: edit,
    params: { code: 'code' },
    response: 'RequestTypeForms',
    handler: (call) => formsOfType(call, call.params.code),
  }),
  route({
    method: 'GET',
    path: '/api/admin/request-types/drafts/:id/source',
    summary: 'Что даёт вид запроса, составленный по его файлам заново: все места, и убранные тоже',
    access: edit,
    params: { id: 'uuid' },
    response: 'RequestTypeDraftView',
    handler: async ({ deps, params }) => draftView(draftAgain(deps, await typeInDraft(deps, params.id))),
  }),
  route({
    method: 'POST',
    path: '/api/admin/request-types/drafts/:id/answer',
    summary: 'Задать вопрос эмулятору поставщика, как он описан в черновике; ничего не отправляется',
    access: edit,
    params: { id: 'uuid' },
    body: 'RequestTypeQuestion',
    response: 'RequestTypeAnswer',
    handler: async ({ deps, params, body, now }) => {
      const type = await typeInDraft(deps, params.id);
      return tryQuestion(type, { kind: deps.connections.findKind(type), question: body.question as JsonObject, now });
    },
  }),
];

async function typeInDraft({ database }: Deps, id: string): Promise<RequestTypeDefinition> {
  const draft = await database.inBodies([], (trx) => findDraft(trx, id));
  if (draft?.kind !== 'requestType') throw new Refusal('notFound', 'Такого черновика вида запроса нет.');
  return JSON.parse(draft.text) as RequestTypeDefinition;
}

/** @throws Refusal when no such plugin reads files, and for what is not a file or too large */
async function draftFrom(
  plugins: readonly Plugin[],
  { provider, name = 'main.xsd', ...choice }: ApiTypes['RequestTypeDraftQuery'],
  request: Context,
): Promise<LintedDraft> {
  const plugin = plugins.find(({ id }) => id === provider);
  if (plugin?.draftRequestType === undefined) {
    throw new Refusal('notFound', `Модуль «${provider}» не составляет виды запросов по файлам. Назовите другой.`);
  }
  checkStreamHead(request, sourceLimits.bytes);
  const content = await readBytes(request.req, { most: sourceLimits.bytes, tooLarge: tooLargeSources });
  const sources = await sourcesIn({ name, content });
  const drafted = draftType(plugin, sources.files, choice);
  return { ...drafted, notes: [...sources.notes, ...drafted.notes] };
}

/** By what was chosen when it was made. A type without files of its own has nothing to be made of. */
function draftAgain({ connections }: Deps, { plugin, schemas = {}, settings = {}, code }: RequestTypeDefinition) {
  const found = connections.findPlugin(plugin);
  const { root, answerRoot } = settings;
  if (found?.draftRequestType === undefined || typeof root !== 'string') return { roots: [], notes: [], findings: [] };
  const encoder = new TextEncoder();
  const files = Object.entries(schemas).map(([name, text]) => ({ name, content: encoder.encode(text) }));
  const choice = { question: root, code, ...(typeof answerRoot === 'string' ? { answer: answerRoot } : {}) };
  return draftType(found, files, choice);
}

function draftView({ roots, notes, findings, type }: LintedDraft): ApiTypes['RequestTypeDraftView'] {
  return {
    roots: roots.map((root) => ({ ...root })),
    notes: notes.map((note) => ({ ...note })),
    findings: findings.map(({ code, level, message, todo, pointer }) => ({ code, level, message, todo, pointer })),
    type: type === undefined ? null : { ...type },
  };
}

const linted = new WeakMap<object, readonly Finding[]>();

/** A published version never changes: its findings are found once. */
function findingsOf(type: RequestType, { definitions, connections }: Deps): readonly Finding[] {
  const known = linted.get(type) ?? lintDefinition(type, knownIn(definitions), connections.findKind);
  linted.set(type, known);
  return known;
}
