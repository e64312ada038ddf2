import type {
  ProviderConduct,
  ServiceDefinition,
  ServiceTrial,
  TrialStep,
  WorkflowAction,
  WorkflowDefinition,
} from '@reglament/format';
import { employeeField } from '../../application/workflow.ts';
import { localDate } from '../../calendar/local-date.ts';
import type { JsonObject } from '../../rule/value.ts';
import { quoted } from '../../rules.ts';
import { namesFor, type PersonNames } from './person-names.ts';
import type { CaseStory, StoryEvent, StoryRequest } from './story.ts';

/** Of the draft that the test will belong to. */
export interface Home {
  readonly service: ServiceDefinition;
  readonly workflow: WorkflowDefinition;
}

export interface TrialOfCase {
  readonly trial: ServiceTrial;
  /** What of the case no test can repeat, in words. */
  readonly left: readonly string[];
}

const mostSteps = 50;

/** The way of a case as steps of a test, each expecting the state that came of it then. Pure. */
export function trialOfStory(story: CaseStory, home: Home): TrialOfCase {
  const names = namesFor(story, home.workflow);
  const telling = new Telling(story, home, names);
  for (const part of partsOf(story, home)) telling.take(part);
  const steps = telling.steps();
  const left = [
    ...telling.left,
    ...(steps.length > mostSteps ? [`шаги после ${mostSteps}-го: больше тест не вмещает`] : []),
  ];
  const kept = steps.slice(0, mostSteps);
  const creator = names.nameOf(story.events.find(({ type }) => type === 'created')?.actor ?? null);
  return {
    left,
    trial: {
      title: 'По заявке',
      today: telling.begun,
      ...(Object.keys(names.people).length === 0 ? {} : { people: names.people }),
      ...(creator === undefined ? {} : { creator }),
      ...(story.source === 'employee' ? {} : { source: story.source }),
      applicant: story.applicantKind,
      ...(story.hasRepresentative ? { representative: true } : {}),
      answers: telling.answers,
      ...documentsOf(story, home),
      steps: kept.length > 0 ? kept : [{ as: creator ?? names.anybody }],
    } as ServiceTrial,
  };
}

type Part = { readonly event: StoryEvent } | { readonly request: StoryRequest };

/** In their order; requests that go out by themselves do so in the test too. */
function partsOf({ events, requests }: CaseStory, { service }: Home): Part[] {
  const byHand = requests.filter(({ entry }) => !entryOf(service, entry)?.automatic);
  const parts = [
    ...events.map((event) => ({ at: event.at, part: { event } })),
    ...byHand.map((request) => ({ at: request.at, part: { request } })),
  ];
  return parts.toSorted((one, other) => one.at.getTime() - other.at.getTime()).map(({ part }) => part);
}

function entryOf({ requests = [] }: ServiceDefinition, code: string) {
  return requests.find((one) => one.code === code);
}

class Telling {
  answers: JsonObject = {};
  begun = '';
  readonly left: string[] = [];
  private readonly made: TrialStep[] = [];
  private changed: JsonObject = {};
  private today = '';
  private paid = 0;
  private exemption: string | undefined;
  private readonly story: CaseStory;
  private readonly home: Home;
  private readonly names: PersonNames;

  constructor(story: CaseStory, home: Home, names: PersonNames) {
    this.story = story;
    this.home = home;
    this.names = names;
  }

  take(part: Part): void {
    if ('request' in part) this.ask(part.request);
    else if (part.event.type === 'created') this.create(part.event);
    else if (part.event.payload.standing !== undefined) this.settle(part.event, part.event.payload.standing);
    else if (part.event.payload.changes !== undefined) this.change(part.event);
    else if (part.event.payload.action !== undefined) this.act(part.event, part.event.payload.action);
  }

  /** What was typed after the last step is one more. */
  steps(): TrialStep[] {
    if (Object.keys(this.changed).length > 0) this.add(null, this.story.events.at(-1)?.at ?? new Date(0), {});
    return this.made;
  }

  private create({ at, payload }: StoryEvent): void {
    this.begun = localDate(at, this.story.timeZone);
    this.today = this.begun;
    this.answers = this.known(payload.content?.answers ?? {});
  }

  /** Fields that the draft's form has: another question is not asked any more. */
  private known(answers: JsonObject): JsonObject {
    const { properties } = this.home.service.form.schema;
    const gone = Object.keys(answers).filter((code) => !Object.hasOwn(properties, code));
    this.left.push(...gone.map((code) => `ответ на вопрос «${code}»: в черновике его нет`));
    return Object.fromEntries(
      Object.entries(answers).filter(([code]) => Object.hasOwn(properties, code)),
    ) as JsonObject;
  }

  private change({ payload: { changes = [] } }: StoryEvent): void {
    const answers = changes.flatMap(({ field, after }) =>
      field.startsWith('answers.') ? [[field.slice('answers.'.length), after ?? null] as const] : [],
    );
    const known = this.known(Object.fromEntries(answers) as JsonObject);
    if (this.made.length === 0) {
      const now = Object.entries({ ...this.answers, ...known }).filter(([, value]) => value !== null);
      this.answers = Object.fromEntries(now) as JsonObject;
    } else this.changed = { ...this.changed, ...known };
  }

  private ask({ entry, author, at }: StoryRequest): void {
    if (entryOf(this.home.service, entry) === undefined) this.left.push(`запрос «${entry}»: в черновике его нет`);
    else this.add(author, at, { ask: [entry] });
  }

  /** Payments and exemptions; what was withdrawn later is in the test as it was entered. */
  private settle({ actor, at }: StoryEvent, { paid, exemption }: NonNullable<StoryEvent['payload']['standing']>): void {
    const more = paid - this.paid;
    const isNew = exemption !== undefined && exemption !== this.exemption;
    [this.paid, this.exemption] = [paid, exemption];
    if (more <= 0 && !isNew) this.left.push('отзыв записи о госпошлине');
    else if (this.home.service.duty === undefined) this.left.push('госпошлина: в черновике её нет');
    else this.add(actor, at, { ...(more > 0 ? { pay: more } : {}), ...(isNew ? { exempt: exemption } : {}) });
  }

  private act(event: StoryEvent, code: string): void {
    const action = this.home.workflow.actions.find((one) => one.code === code);
    const state = event.payload.steps?.at(-1)?.to;
    const expect = state === undefined ? {} : { expect: { state } };
    if (action?.onSigned) {
      this.add(event.actor, event.at, { signed: true, ...expect });
      return;
    }
    if (event.actor === null) {
      // What the platform does when the term has passed it does in the test as well.
      if (action?.onDeadline) this.add(null, event.at, expect);
      else this.left.push(`действие ${quoted(code)}: его сделал не сотрудник`);
      return;
    }
    const { comment } = event.payload;
    const input = action && inputOf(event, employeeField(action));
    const said = action && input ? { input: this.names.named(withoutFiles(input, action)) } : {};
    this.add(event.actor, event.at, { action: code, ...said, ...(comment ? { comment } : {}), ...expect });
  }

  private add(actor: string | null, at: Date, step: Omit<TrialStep, 'as'>): void {
    const today = localDate(at, this.story.timeZone);
    const as = this.names.nameOf(actor) ?? this.made.at(-1)?.as ?? this.names.anybody;
    this.made.push({
      as,
      ...(today === this.today ? {} : { today }),
      ...(Object.keys(this.changed).length === 0 ? {} : { answers: this.changed }),
      ...(this.made.length === 0 ? providersOf(this.story) : {}),
      ...step,
    });
    this.today = today;
    this.changed = {};
  }
}

const conducts: Readonly<Partial<Record<StoryRequest['status'], ProviderConduct>>> = {
  waiting: 'silent',
  refused: 'refused',
};

/** From the first step on, as it turned out in the end: who is not named answers at once. */
function providersOf({ requests }: CaseStory): Pick<TrialStep, 'providers'> {
  const odd = requests.flatMap(({ entry, status }) => {
    const conduct = conducts[status];
    return conduct === undefined ? [] : [[entry, conduct] as const];
  });
  return odd.length === 0 ? {} : { providers: Object.fromEntries(odd) };
}

/** What was typed into the form of the action: kept as it is, or in what the action did with it. */
function inputOf({ payload }: StoryEvent, employee: string | undefined): JsonObject | undefined {
  if (payload.input !== undefined) return payload.input;
  for (const effect of payload.steps?.[0]?.effects ?? []) {
    if ('input' in effect && Object.keys(effect.input).length > 0) return effect.input;
    if (effect.effect === 'extend') return { days: effect.days, reason: effect.reason };
    if (effect.effect === 'assign' && employee !== undefined && effect.executorId !== null) {
      return { [employee]: effect.executorId };
    }
  }
  return undefined;
}

/** A test has no files; as many of them are named as there were, so that the form is as full as it was. */
function withoutFiles(input: JsonObject, { input: form }: WorkflowAction): JsonObject {
  const someFile = (at: number) => `00000000-0000-4000-8000-${String(at + 1).padStart(12, '0')}`;
  return Object.fromEntries(
    Object.entries(input).map(([code, value]) => {
      if (form?.ui?.[code]?.widget !== 'files') return [code, value];
      return [code, Array.isArray(value) ? value.map((_file, at) => someFile(at)) : someFile(0)];
    }),
  ) as JsonObject;
}

function documentsOf({ documents }: CaseStory, { service }: Home): Pick<ServiceTrial, 'documents'> {
  const listed = [service.documents, ...(service.variants?.rows ?? []).map((row) => row.documents)].flat();
  const known = new Set(listed.map((one) => one?.code));
  const kept = documents.filter((code) => known.has(code));
  return kept.length === 0 ? {} : { documents: kept };
}
