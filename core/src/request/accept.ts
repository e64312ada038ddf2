import type { AcceptBody } from '../api.gen.ts';
import type { AcceptedValues } from '../application/accepted.ts';
import { effectiveAnswers } from '../application/accepted.ts';
import type { Acceptance, AcceptCommand, AttachWork } from '../application/command.ts';
import { execute } from '../application/commands.ts';
import { type FieldProblemView, Refusal } from '../errors.ts';
import { nameOfField } from '../form/field-name.ts';
import { titleOf } from '../rule/title.ts';
import { sameValue } from '../rule/value.ts';
import { type Offered, offerOf, withValue } from './acceptance.ts';
import { noRequest, type RequestCall } from './commands.ts';
import { findRequest } from './queries.ts';
import type { RequestRecord } from './request.model.ts';
import { kindOf } from './type.ts';

/** «Принять значения в заявку»: what was ticked, and nothing else, is laid over the applicant's answers. @throws Refusal */
export async function acceptValues(call: RequestCall, id: string, body: AcceptBody): Promise<void> {
  await change(call, id, {
    body,
    event: 'valuesAccepted',
    choose: async ({ application, ...work }, { request, title }) => {
      const found = { ...work, row: application };
      const { content } = await call.deps.definitions.get('requestType', request.typeVersionId, work.trx);
      const answerForm = kindOf(call.deps, content)?.answer;
      const offer = offerOf({ request, found, answerForm, definitions: call.deps.definitions });
      if (offer === undefined) throw nothingOffered();
      const present = effectiveAnswers(application);
      const refuse = (field: string, code: Wrong) => fieldProblem(work, field, code);
      const ticked: Offered[] = [];
      const problems: FieldProblemView[] = [];
      for (const field of body.fields) {
        const offered = offer.items.find((one) => one.field === field);
        if (offered === undefined) problems.push(refuse(field, 'notOffered'));
        else if (sameValue(present[field] ?? null, offered.value)) problems.push(refuse(field, 'sameValue'));
        else ticked.push(offered);
      }
      if (problems.length > 0) throw wrongFields(problems);
      const origin = { request, title, now: work.now };
      const accepted = ticked.reduce((values, one) => withValue(values, one, origin), application.accepted);
      return { accepted, facts: factsOf(request, { title, from: ticked }) };
    },
  });
}

/** The application goes by the applicant's own values again. @throws Refusal */
export async function withdrawValues(call: RequestCall, id: string, body: AcceptBody): Promise<void> {
  await change(call, id, {
    body,
    event: 'acceptanceWithdrawn',
    choose: async ({ application, ...work }, { request, title }) => {
      const isOwn = (field: string) => application.accepted[field]?.request.id === request.id;
      const strange = body.fields.filter((field) => !isOwn(field));
      if (strange.length > 0) throw wrongFields(strange.map((field) => fieldProblem(work, field, 'notAccepted')));
      const kept = Object.entries(application.accepted).filter(([field]) => !body.fields.includes(field));
      const accepted: AcceptedValues = Object.fromEntries(kept);
      return { accepted, facts: factsOf(request, { title, from: [] }) };
    },
  });
}

interface Plan {
  readonly body: AcceptBody;
  readonly event: AcceptCommand['event'];
  readonly choose: (
    work: AttachWork,
    of: { readonly request: RequestRecord; readonly title: string },
  ) => Promise<Acceptance>;
}

async function change({ deps, session }: RequestCall, id: string, { body, event, choose }: Plan): Promise<void> {
  const place = await deps.database.inBodies(session.bodies, (trx) => findRequest(trx, id));
  if (place === undefined) throw noRequest();
  await execute(deps, session, {
    kind: 'accept',
    id: place.applicationId,
    version: body.version,
    event,
    choose: async (work) => {
      const request = await findRequest(work.trx, id);
      if (request === undefined) throw noRequest();
      const entry = work.pinned.service.requests?.find(({ code }) => code === request.entry);
      const { content } = await deps.definitions.get('requestType', request.typeVersionId, work.trx);
      return choose(work, { request, title: titleOf(entry?.title ?? content.title, 'ru') });
    },
  });
}

/** Where the values come from, for whoever asks later. */
function factsOf(
  request: RequestRecord,
  { title, from }: { readonly title: string; readonly from: readonly Offered[] },
) {
  const { id, number, messageId, answeredAt, emulated } = request;
  return {
    request: id,
    number,
    name: `${title} (№ ${number})`,
    messageId,
    answeredAt: answeredAt?.toISOString() ?? null,
    origins: Object.fromEntries(from.map((one) => [one.field, [...one.from]])),
    ...(emulated ? { emulated } : {}),
  };
}

const words = {
  notOffered: 'Этого в ответе нет',
  sameValue: 'В заявке уже стоит то же самое',
  notAccepted: 'Из этого ответа значение не принимали',
} as const;
type Wrong = keyof typeof words;

function fieldProblem({ pinned }: Pick<AttachWork, 'pinned'>, field: string, code: Wrong): FieldProblemView {
  const { form } = pinned.service;
  const name = Object.hasOwn(form.schema.properties, field) ? nameOfField(`/${field}`, form).full : `«${field}»`;
  return {
    field,
    pointer: '/fields',
    code,
    message: `${words[code]}: ${name}. Обновите страницу`,
  };
}

function wrongFields(problems: readonly FieldProblemView[]): Refusal {
  return new Refusal('invalidAnswers', 'Проверьте отмеченные поля', { problems: problems.slice(0, 200) });
}

function nothingOffered(): Refusal {
  return new Refusal(
    'stateConflict',
    'Из этого запроса в заявку ничего не переносится: ответа нет, или услуга этого не предусматривает.',
  );
}
