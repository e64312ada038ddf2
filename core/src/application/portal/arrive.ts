import { together } from '../../db-batch.ts';
import { Refusal } from '../../errors.ts';
import { newId } from '../../new-id.ts';
import { provides } from '../../session/session.ts';
import { contextOf, ruleContext } from '../case-context.ts';
import { idleClock } from '../clock/clock-plan.ts';
import { type Content, emptyContent, listColumns, mergeContent } from '../content.ts';
import { hold, type Work } from '../hold.ts';
import { currentCalendar, latestPinned } from '../pinned.ts';
import { record } from '../record.ts';
import { insertApplication } from '../rows.ts';
import { decideArrival } from '../workflow.ts';
import { act, addSentFiles, note, placeOfFiles } from './desk.ts';
import { fitAnswers, fitContent } from './fit-content.ts';
import { mapForeign } from './map-foreign.ts';
import type { ArriveCommand, PortalOutcome } from './portal-command.ts';
import { findFromPortal } from './queries.ts';
import { strangerTo } from './sender.ts';
import { tellReceived } from './tell-portal.ts';

/**
 * An application that an applicant filed with a portal. What fits the form whole goes as far as the workflow takes it by
 * itself; anything else stays a draft that a person is told of, with what is wrong in its history.
 */
export async function arrive(work: Work, command: ArriveCommand): Promise<PortalOutcome> {
  const before = await findFromPortal(work.trx, command.portal);
  if (before !== undefined) {
    const stranger = await strangerTo(work.trx, before, command);
    if (stranger !== undefined) return { status: 'quarantine', reason: stranger, applicationId: before };
    return { status: 'late', reason: 'Заявка портала с этим номером уже принята', applicationId: before };
  }
  const latest = findLatest(work, command.service);
  if (typeof latest === 'string') return { status: 'quarantine', reason: latest };
  const mapped = mapForeign(work, latest.pinned, command.sent);
  const { id, problems: unfit } = await insert(work, { ...command, sent: mapped.sent }, latest);
  const problems = [...mapped.problems, ...unfit];
  const held = await hold(work, { id });
  await addSentFiles(work, placeOfFiles(held), command.files);
  const acted = problems.length > 0 ? { done: false, problems } : await act(work, held, ['application', '']);
  if ('problems' in acted) {
    await tellReceived(work, held);
    await note(work, held, {
      event: 'portalUnfit',
      comment: acted.problems.join('\n'),
      notice: 'С портала пришла заявка: проверьте, дополните и зарегистрируйте её',
    });
  }
  return { status: 'accepted', applicationId: id };
}

type Latest = ReturnType<typeof latestPinned>;

/** The newest version of the service, or why applications of it are not taken here. */
function findLatest({ deps, session }: Work, code: string): Latest | string {
  if (!provides(session.organisation, code)) return `Услугу «${code}» это ведомство не оказывает`;
  try {
    return latestPinned(deps.definitions, code);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `Услуги «${code}» нет. Опубликуйте её или исправьте код услуги в настройках портала`;
  }
}

/** A draft with as much of what was sent as it can hold. */
async function insert(work: Work, command: ArriveCommand, { pinned, ids }: Latest) {
  const { deps, session, trx, now } = work;
  const { organisation } = session;
  const shaped = fitContent(command.sent);
  const said = mergeContent(emptyContent, shaped.content, pinned);
  const draftOf = (content: Content) => ({
    ...content,
    organisationId: organisation.id,
    departmentId: null,
    serviceCode: pinned.service.code,
    state: pinned.workflow.initial,
    phase: 'draft' as const,
    source: command.source,
    creatorId: null,
    parentId: null,
    executorId: null,
    variant: null,
    accepted: {},
    duty: null,
  });
  const beside = { decision: null, doneBy: {}, passed: null, clock: idleClock };
  const history = {
    ...beside,
    resultSigned: false,
    signing: null,
    requestsAnswered: true,
    issued: false,
    concerned: null,
  };
  const surroundings = { pinned, history, session, calendar: currentCalendar(deps.definitions), now };
  const context = contextOf({ ...surroundings, record: draftOf(said), timeZone: organisation.timeZone });
  const rules = ruleContext(context);
  const { content, problems } = fitAnswers({ pinned, content: said, context: rules }, {});
  const { state, phase, payload } = decideArrival(context);
  const id = newId(now);
  const { connectionId, externalId, reference, sender } = command.portal;
  const senders = sender === undefined ? {} : { senders: [sender] };
  const mark = command.emulated ? { emulated: true } : {};
  const portal = {
    portalConnectionId: connectionId,
    externalId,
    externalReference: { reference, ...mark, ...senders },
  };
  const columns = { ...ids, ...listColumns(pinned, draftOf(content), rules), ...portal, state, phase, createdAt: now };
  await together(trx, [insertApplication({ id, key: null }, { ...draftOf(content), ...columns })]);
  const facts = { service: pinned.service.code, content, externalId, submittedAt: command.submittedAt, ...mark };
  const target = { id, version: 1, state, organisationId: organisation.id };
  await record(work, target, { type: 'created', payload: { ...payload, ...facts } });
  return { id, problems: [...shaped.problems, ...problems, ...command.problems] };
}
