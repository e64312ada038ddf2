import type { DemoApplication, DemoData } from '@reglament/format';
import type { ApplicantData } from '../api.gen.ts';
import type { ApplicationContent } from '../application/command.ts';
import { execute } from '../application/commands.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { JsonObject } from '../rule/value.ts';
import { getActor } from '../session/queries.ts';
import type { Session } from '../session/session.ts';
import { countApplications } from './queries.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** Plays the applications that are missing through the command door, each step at its own time in the past. */
export async function playCases(deps: Deps, demo: DemoData): Promise<void> {
  const begun = await deps.database.asOwner(countApplications);
  const now = deps.clock();
  const sessions = new Map<string, Session>();
  for (const [index, one] of demo.applications.entries()) {
    if (index < begun) continue;
    try {
      await play(deps, one, { demo, now, sessions });
    } catch (error) {
      // such as a service that was taken out of the definitions: the rest of the demo is still of use
      if (!(error instanceof Refusal)) throw error;
      deps.log.warn({ index, code: error.code, problems: error.facts.problems }, 'demo case was refused');
    }
  }
}

interface Stage {
  readonly demo: DemoData;
  readonly now: Date;
  readonly sessions: Map<string, Session>;
}

async function play(deps: Deps, one: DemoApplication, stage: Stage): Promise<void> {
  const actor = (login: string) => actorOf(deps, stage.sessions, { login, organisation: one.organisation });
  const begin = stage.now.getTime() - one.daysAgo * DAY;
  const at = (stepNumber: number) => ({
    ...deps,
    clock: () => new Date(Math.min(begin + stepNumber * (DAY + HOUR), stage.now.getTime())),
  });
  const command = { kind: 'create', service: one.service, content: contentOf(stage.demo, one) } as const;
  let changed = await execute(at(0), await actor(one.creator), command);
  for (const [index, { login, action, input = {}, comment }] of one.steps.entries()) {
    const employee = typeof input.employee === 'string' ? { employee: (await actor(input.employee)).user.id } : {};
    changed = await execute(at(index + 1), await actor(login), {
      kind: 'action',
      ...changed,
      action,
      input: { ...(input as JsonObject), ...employee },
      ...(comment === undefined ? {} : { comment }),
    });
  }
}

/** The registry's and the form's own shapes: what does not fit them is refused at the door. */
function contentOf({ applicants }: DemoData, one: DemoApplication): ApplicationContent {
  const find = (code: string | undefined) =>
    code === undefined ? null : (applicants[code] as ApplicantData | undefined);
  return {
    applicant: find(one.applicant) ?? null,
    submittedBy: find(one.submittedBy) ?? null,
    notification: { way: one.notification },
    answers: one.answers as JsonObject,
  };
}

async function actorOf(
  deps: Deps,
  sessions: Map<string, Session>,
  { login, organisation }: { login: string; organisation: string },
): Promise<Session> {
  const known = sessions.get(login);
  if (known !== undefined) return known;
  const session = await getActor(deps.database, login, organisation);
  sessions.set(login, session);
  return session;
}
