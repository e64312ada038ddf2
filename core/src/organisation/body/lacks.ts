import type { ApiTypes } from '../../api.gen.ts';
import { localDate } from '../../calendar/local-date.ts';
import type { DefinitionStore } from '../../definition/store.ts';
import { titleOf } from '../../rule/title.ts';
import type { HeldFunction } from '../queries.ts';
import { staffLacks } from './staffing.ts';

interface Staff {
  readonly definitions: DefinitionStore;
  /** Of all bodies. */
  readonly held: readonly HeldFunction[];
  readonly now: Date;
}

interface Body {
  readonly id: string;
  readonly timeZone: string;
}

/** Services that would not come to their result in this body, provided or not: it is said before one is given to it. */
export function lacksOf({ definitions, held, now }: Staff, body: Body): ApiTypes['ServiceLack'][] {
  const own = held.filter(({ organisationId }) => organisationId === body.id);
  const today = localDate(now, body.timeZone);
  return definitions.list('service').flatMap(({ code, content: service }) => {
    if (service.procedure !== undefined) return [];
    const { content: workflow } = definitions.latest('workflow', service.workflow);
    const lacks = staffLacks({ service, workflow, people: peopleFor(own, code), today });
    if (lacks.length === 0) return [];
    const steps = lacks.map(({ step, functions }) => ({ step, functions: [...functions] }));
    return [{ code, title: titleOf(service.title, 'ru'), steps }];
  });
}

/** Of the services that the body names as its own: one that provides «any» need not have people for all. */
export function lackingIn(
  staff: Staff,
  body: Body & { readonly services: readonly string[] | null },
): { id: string; services: string[] }[] {
  const { services } = body;
  if (services === null) return [];
  const lacks = lacksOf(staff, body).filter(({ code }) => services.includes(code));
  return lacks.length === 0 ? [] : [{ id: body.id, services: lacks.map(({ title }) => title) }];
}

function peopleFor(held: readonly HeldFunction[], service: string): Set<string>[] {
  const fitting = held.filter(({ serviceCode }) => serviceCode === null || serviceCode === service);
  const people = Map.groupBy(fitting, ({ userId }) => userId);
  return [...people.values()].map((rows) => new Set(rows.map((one) => one.function)));
}
