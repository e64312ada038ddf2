import type { ServiceTrial, WorkflowDefinition } from '@reglament/format';
import type { JsonObject } from '../../rule/value.ts';
import type { CaseStory } from './story.ts';

export interface PersonNames {
  /** As the test calls its people: by the one function they hold, else by a name with the functions beside it. */
  readonly people: NonNullable<ServiceTrial['people']>;
  /** Someone who may create an application. */
  readonly anybody: string;
  /** Undefined: not an employee. */
  nameOf(id: string | null): string | undefined;
  /** Answers of an action's form, with people by their names. */
  named(input: JsonObject): JsonObject;
}

/** Nobody's real name gets into a definition: people are called by what they do. Pure. */
export function namesFor(story: CaseStory, workflow: WorkflowDefinition): PersonNames {
  const names = new Map<string, string>();
  const people: Record<string, string[]> = {};
  const creators = workflow.actions.find((one) => one.creates)?.functions ?? [];
  for (const id of actorsOf(story)) {
    const held = heldBy(id, story, workflow);
    const [first = 'executor'] = held;
    if (held.length === 1 && ![...names.values()].includes(first)) {
      names.set(id, first);
      continue;
    }
    const name = freeName(first, new Set([...names.values(), ...Object.keys(workflow.functions)]));
    names.set(id, name);
    people[name] = held;
  }
  return {
    people: people as PersonNames['people'],
    anybody: creators[0] ?? 'system',
    nameOf: (id) => (id === null ? undefined : names.get(id)),
    named: (input) =>
      Object.fromEntries(
        Object.entries(input).map(([code, value]) => [
          code,
          typeof value === 'string' ? (names.get(value) ?? value) : value,
        ]),
      ) as JsonObject,
  };
}

/** Whoever did something, asked something, or was chosen, in the order in which they come. */
function actorsOf({ events, requests }: CaseStory): string[] {
  const chosen = events.flatMap(({ actor, payload }) => [
    actor,
    ...(payload.steps ?? []).flatMap(({ effects }) =>
      effects.flatMap((effect) => (effect.effect === 'assign' ? [effect.executorId] : [])),
    ),
  ]);
  const all = [...chosen, ...requests.map(({ author }) => author)];
  return [...new Set(all.filter((id) => id !== null))];
}

/** Of this workflow; whoever has lost them since held what their deeds took. */
function heldBy(id: string, { functions, events }: CaseStory, workflow: WorkflowDefinition): string[] {
  const known = (functions.get(id) ?? []).filter((code) => Object.hasOwn(workflow.functions, code));
  if (known.length > 0) return known;
  const deeds = new Set(events.filter(({ actor }) => actor === id).map(({ payload }) => payload.action));
  const needed = workflow.actions
    .filter(({ code }) => deeds.has(code))
    .flatMap((action) => action.functions.slice(0, 1));
  return [...new Set(needed)];
}

function freeName(first: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) {
    const name = `${first.slice(0, 36)}${number}`;
    if (!taken.has(name)) return name;
  }
}
