import type { Json, JsonObject } from '@reglament/sdk';
import { joinPlace } from './content.ts';

/** Where the places of a schema stand in the answers: the map of a request type turned round. */
export class PlaceMap {
  private readonly pathOf: ReadonlyMap<string, string>;

  constructor(places: Readonly<Record<string, string>>) {
    this.pathOf = new Map(Object.entries(places).map(([path, place]) => [place, path]));
  }

  has(place: string): boolean {
    return this.pathOf.has(place);
  }

  find(place: string, scope: Scope): Json | undefined {
    const steps = this.stepsTo(place, scope);
    if (steps === undefined) return undefined;
    let current: Json | undefined = scope.values;
    for (const step of steps) {
      if (typeof current !== 'object' || current === null || Array.isArray(current) || !Object.hasOwn(current, step))
        return undefined;
      current = (current as JsonObject)[step];
    }
    return current;
  }

  /** A place that the form has no field for is passed by. */
  set(place: string, scope: Scope, value: Json): void {
    const steps = this.stepsTo(place, scope);
    const last = steps?.pop();
    if (steps === undefined || last === undefined) return;
    let current = scope.values as Record<string, Json>;
    for (const step of steps) {
      if (!Object.hasOwn(current, step)) current[step] = {};
      current = current[step] as Record<string, Json>;
    }
    current[last] = value;
  }

  /** The scope of one row of the list at this place. */
  row(place: string, scope: Scope, { values, index }: { readonly values: JsonObject; readonly index: number }): Scope {
    const path = this.pathOf.get(place) ?? '';
    return { values, prefix: `${path}[].`, pointer: `${this.pointer(place, scope)}/${index}` };
  }

  /** JSON pointer into the answers; that of the nearest field around when the place has none. */
  pointer(place: string, scope: Scope): string {
    for (let at = place; at !== ''; at = at.split('/').slice(0, -1).join('/')) {
      const steps = this.stepsTo(at, scope) ?? this.stepsTo(joinPlace(at, '?'), scope);
      if (steps !== undefined) return `${scope.pointer}/${steps.join('/')}`;
    }
    return scope.pointer;
  }

  private stepsTo(place: string, { prefix }: Scope): string[] | undefined {
    const path = this.pathOf.get(place);
    if (path?.startsWith(prefix) !== true) return undefined;
    const rest = path.slice(prefix.length);
    return rest.includes('[]') ? undefined : rest.split('.');
  }
}

/** The answers, or one row of a list in them. */
export interface Scope {
  readonly values: JsonObject;
  /** Of the paths of what stands in it. */
  readonly prefix: string;
  readonly pointer: string;
}

export function wholeScope(values: JsonObject): Scope {
  return { values, prefix: '', pointer: '' };
}
