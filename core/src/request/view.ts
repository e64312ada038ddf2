import type { FormDefinition } from '@reglament/format';
import type { RequestKind, RequestStatus } from '@reglament/sdk';
import type {
  FileView,
  RequestFileView,
  RequestForm,
  RequestItem,
  RequestKindView,
  RequestList,
  RequestView,
} from '../api.gen.ts';
import { findAttachProblem } from '../application/attachment.ts';
import { type Case, getCase, type Look } from '../application/card.ts';
import { ruleContext } from '../application/case-context.ts';
import { variantNow } from '../application/variant.ts';
import type { Transaction } from '../db.ts';
import { listFilesOfRequest } from '../file/queries.ts';
import { titleOf } from '../rule/title.ts';
import { aboutOf } from './about.ts';
import { acceptanceView } from './acceptance.ts';
import { closedReason } from './allowed.ts';
import { noRequest } from './commands.ts';
import { disconnectedOf } from './connected.ts';
import { after, type RequestEvent, statusTitles } from './life.ts';
import { prefill } from './prefill.ts';
import { findRequest, listRequests } from './queries.ts';
import type { RequestRecord } from './request.model.ts';
import { type Asking, askingsOf, getAsking, kindOf, questionForm } from './type.ts';

/** The card's tabs of requests: what may be asked, and what was. */
export async function getRequestList(look: Look, applicationId: string): Promise<RequestList> {
  const { deps, session } = look;
  return deps.database.inBodies(session.bodies, async (trx) => {
    const found = await getCase(look, trx, applicationId);
    const askings = await askingsOf(deps, trx, { pinned: found.pinned, variant: variantNow(found.row, found) });
    const problem = findAttachProblem(found.context, 'request');
    const requests = await listRequests(trx, applicationId);
    const items: RequestItem[] = [];
    const forms = new Map<string, FormDefinition | undefined>();
    for (const request of requests) {
      const { typeVersionId } = request;
      if (!forms.has(typeVersionId)) forms.set(typeVersionId, await formOf(look, trx, request));
      const form = forms.get(typeVersionId);
      items.push(await itemOf(look, trx, { request, form, pinned: found.pinned }));
    }
    const disconnected = await disconnectedOf(deps, trx, found.row.organisationId);
    const kinds = askings.map((asking) => {
      const reason = problem ?? disconnected(asking.type.content.plugin);
      return kindView(asking, found, reason);
    });
    return { kinds, items };
  });
}

function kindView({ entry, type, kind }: Asking, { context }: Case, problem: string | undefined): RequestKindView {
  const missing =
    kind === undefined ? 'Модуль такого запроса не знает: обратитесь к администратору системы' : undefined;
  const reason = problem ?? missing ?? closedReason(entry, ruleContext(context));
  const { description } = type.content;
  return {
    entry: entry.code,
    title: titleOf(entry.title ?? type.content.title, 'ru'),
    description: description === undefined ? null : titleOf(description, 'ru'),
    group: groupOf(kind),
    open: reason === undefined,
    reason: reason ?? null,
    signedBy: kind?.signedBy ?? 'none',
    files: kind?.files ?? false,
    formless: entry.formless ?? false,
  };
}

function groupOf(kind: RequestKind | undefined): string {
  return kind === undefined ? 'Запросы' : titleOf(kind.group, 'ru');
}

/** A form to be filled, with what the application already says. @throws Refusal */
export async function getRequestForm(look: Look, applicationId: string, entry: string): Promise<RequestForm> {
  const { deps, session, now } = look;
  return deps.database.inBodies(session.bodies, async (trx) => {
    const { row: record, pinned, context } = await getCase(look, trx, applicationId);
    const asking = await getAsking(deps, trx, { pinned, entry, variant: variantNow(record, { pinned, context }) });
    const { kind, type } = asking;
    const form = await questionForm(trx, { kind, plugin: type.content.plugin }, session.organisation);
    const filled = await prefill({ deps, now }, trx, { record, pinned, context, entry: asking.entry, form });
    return {
      form: { ...form },
      question: filled.target as Record<string, unknown>,
      origins: filled.origins,
      faults: filled.faults.map(({ message }) => message),
    };
  });
}

/** @throws Refusal notFound */
export async function getRequestView(look: Look, id: string): Promise<RequestView> {
  const { deps, session } = look;
  return deps.database.inBodies(session.bodies, async (trx) => {
    const request = await findRequest(trx, id);
    if (request === undefined) throw noRequest();
    const found = await getCase(look, trx, request.applicationId);
    const type = await deps.definitions.get('requestType', request.typeVersionId, trx);
    const kind = kindOf(deps, type.content);
    const files = await listFilesOfRequest(trx, id);
    const prepared = files.find((file) => file.id === request.preparedFileId);
    const form = await formOf(look, trx, request);
    const closed = findAttachProblem(found.context, 'request') !== undefined;
    return {
      ...(await itemOf(look, trx, { request, form, pinned: found.pinned })),
      application: request.applicationId,
      factTitles: factTitlesOf(kind),
      form: { ...(form ?? emptyForm) },
      question: request.question as Record<string, unknown>,
      origins: request.origins,
      answerForm: { ...(kind?.answer ?? emptyForm) },
      answer: request.answer,
      errorCode: request.errorCode,
      messageId: request.messageId,
      signedBy: kind?.signedBy ?? 'none',
      prepared: prepared === undefined ? null : fileView(prepared),
      toSign: toSignOf(request),
      files: files.filter((file) => file !== prepared).map(fileView),
      actions: closed || kind === undefined ? [] : actionsOf(request, kind),
      brought: request.brought,
      acceptance: acceptanceView({ request, found, answerForm: kind?.answer, definitions: deps.definitions }),
    };
  });
}

function factTitlesOf(kind: RequestKind | undefined): RequestView['factTitles'] {
  const labels = Object.entries(kind?.factLabels ?? {});
  return Object.fromEntries(labels.map(([fact, label]) => [fact, titleOf(label, 'ru')]));
}

const emptyForm: FormDefinition = { schema: { type: 'object', properties: {} }, sections: [] };

const people = ['edit', 'prepare', 'send', 'retry', 'bring', 'cancel'] as const satisfies readonly RequestEvent[];

function actionsOf({ status }: RequestRecord, { signedBy }: RequestKind): RequestView['actions'] {
  const signs = signedBy === 'official' || signedBy === 'optional';
  return people.filter((event) => after(status, event) !== undefined && (event !== 'prepare' || signs));
}

function toSignOf({ status, preparedBits, preparedDigest }: RequestRecord): RequestView['toSign'] {
  if (status !== 'prepared' || preparedBits === null || preparedDigest === null) return null;
  return { bits: preparedBits, digest: preparedDigest.toString('hex') };
}

/** The question's form as its type has it; undefined where the type's plugin is no more. */
async function formOf(
  { deps, session }: Look,
  trx: Transaction,
  { typeVersionId, plugin }: RequestRecord,
): Promise<FormDefinition | undefined> {
  const type = await deps.definitions.get('requestType', typeVersionId, trx);
  const kind = kindOf(deps, type.content);
  return kind && questionForm(trx, { kind, plugin }, session.organisation);
}

interface Shown {
  readonly request: RequestRecord;
  readonly form: FormDefinition | undefined;
  readonly pinned: Case['pinned'];
}

/** Named as the service names it: two entries may ask for the same type. */
async function itemOf({ deps }: Look, trx: Transaction, { request, form, pinned }: Shown): Promise<RequestItem> {
  const entry = pinned.service.requests?.find(({ code }) => code === request.entry);
  const type = await deps.definitions.get('requestType', request.typeVersionId, trx);
  const kind = kindOf(deps, type.content);
  const status = await shownStatus(trx, request);
  const label = kind?.statusLabels?.[status];
  return {
    id: request.id,
    number: request.number,
    entry: request.entry,
    title: titleOf(entry?.title ?? type.content.title, 'ru'),
    about: form ? aboutOf(form, request.question) : null,
    group: groupOf(kind),
    status,
    statusTitle: label === undefined ? statusTitles[status] : titleOf(label, 'ru'),
    interimText: request.interimText,
    resultText: request.resultText,
    createdAt: request.createdAt.toISOString(),
    sentAt: request.sentAt?.toISOString() ?? null,
    answeredAt: request.answeredAt?.toISOString() ?? null,
    lastExchangeAt: request.lastExchangeAt?.toISOString() ?? null,
    author: { id: request.author.id, name: request.author.name },
    lookTitle: kind?.lookLabel === undefined ? null : titleOf(kind.lookLabel, 'ru'),
    emulated: request.emulated,
    version: request.version,
  };
}

async function shownStatus(trx: Transaction, { id, status, preparedFileId }: RequestRecord): Promise<RequestStatus> {
  if (status !== 'prepared') return status;
  const files = await listFilesOfRequest(trx, id);
  return files.some((file) => file.id === preparedFileId && file.signatures.length > 0) ? 'signed' : status;
}

function fileView({ id, name, mediaType, size, description, purpose, signatures }: FileView): RequestFileView {
  const side = purpose === 'answer' ? 'answer' : 'request';
  return { id, name, mediaType, size, description, purpose: side, signatures };
}
