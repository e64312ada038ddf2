import type { ApiTypes } from '../../api.gen.ts';
import type { Look } from '../../application/card.ts';
import { localDate } from '../../calendar/local-date.ts';
import { Refusal } from '../../errors.ts';
import { titleOf } from '../../rule/title.ts';
import { getRun, standsOf } from '../../test-run/commands.ts';
import { listRuns } from '../../test-run/queries.ts';
import { getServiceDraft } from '../draft-stage.ts';
import { entriesOn } from '../requests.ts';
import { type DraftLook, seenCase } from '../seen-case.ts';
import { findCaseHead, listTestCases, readStory } from './queries.ts';
import type { CaseStory } from './story.ts';
import { type Home, trialOfStory } from './trial-of-story.ts';
import { withoutPeople } from './without-people.ts';

/** Applications that testers have made of the service of a draft, the latest first. @throws Refusal notFound */
export async function testCasesOf({ deps, session }: Look, draftId: string): Promise<ApiTypes['TestCaseList']> {
  const { code, workflow } = await getServiceDraft(deps, draftId);
  const { states } = deps.definitions.latest('workflow', workflow).content;
  const titles = new Map(states.map((one) => [one.code, titleOf(one.title, 'ru')]));
  const runs = await deps.database.asOwner((trx) => listRuns(trx, session.organisation.id));
  const run = runs.find(({ serviceCode, ready }) => serviceCode === code && ready);
  if (run === undefined) return { run: null, items: [] };
  const stand = await standsOf(deps).open(run.id);
  const found = await stand.deps.database.asOwner((trx) => listTestCases(trx, code));
  return {
    run: run.id,
    items: found.map(({ id, number, state, createdAt }) => ({
      ...{ id, number, stateTitle: titles.get(state) ?? state },
      createdAt: createdAt.toISOString(),
    })),
  };
}

/**
 * The way of a case as a test of a draft: of one that a tester has walked as it is, of a real one without what people have written.
 * @throws Refusal notFound for a case that this person may not see; stateConflict for one of another service
 */
export async function trialOfCase(
  look: DraftLook,
  draftId: string,
  { applicationId, run }: ApiTypes['TrialOfCase'],
): Promise<ApiTypes['TrialFromCase']> {
  const { deps, now } = look;
  const service = await getServiceDraft(deps, draftId);
  const home: Home = { service, workflow: deps.definitions.latest('workflow', service.workflow).content };
  if (run !== undefined) {
    const { trial, left } = trialOfStory(
      await storyOfTester(look, { run, applicationId, service: service.code }),
      home,
    );
    return { trial: { ...trial }, left: [...left] };
  }
  const { trial, left } = trialOfStory(await storyOfCase(look, { applicationId, service: service.code }), home);
  const today = localDate(now, look.session.organisation.timeZone);
  return { trial: { ...withoutPeople(trial, home, { today, entryOf: entriesOn(deps, today) }) }, left: [...left] };
}

interface Wanted {
  readonly applicationId: string;
  readonly service: string;
}

async function storyOfTester(
  look: Look,
  { run, applicationId, service }: Wanted & { run: string },
): Promise<CaseStory> {
  await getRun(look, run);
  const stand = await standsOf(look.deps).open(run);
  return stand.deps.database.asOwner(async (trx) => {
    const head = await findCaseHead(trx, applicationId);
    if (head === undefined) throw new Refusal('notFound', 'Такой заявки в тестовом режиме нет.');
    if (head.serviceCode !== service) {
      throw new Refusal('stateConflict', 'Это заявка на другую услугу: этому черновику она не пример.');
    }
    return readStory(trx, head);
  });
}

async function storyOfCase(look: DraftLook, { applicationId, service }: Wanted): Promise<CaseStory> {
  const { deps, session } = look;
  return deps.database.inBodies(session.bodies, async (trx) => {
    await seenCase(look, trx, { applicationId, service, action: 'view' });
    const head = await findCaseHead(trx, applicationId);
    if (head === undefined) throw new Refusal('notFound', 'Такой заявки нет.');
    return readStory(trx, head);
  });
}
