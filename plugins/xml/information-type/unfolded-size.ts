import type { PlainElement } from '../plain-xml.ts';
import { SchemaFault } from './schema-fault.ts';
import { type Component, nameOfKey, partsOf, placeOf, resolveName, type SchemaModel } from './schema-model.ts';

const most = 100_000;

/**
 * Groups that each refer twice to the next are small to read and take years to compile: whoever follows references has to
 * go through all of them. @throws SchemaFault
 */
export function assertFoldable(model: SchemaModel): void {
  for (const [table, tag] of [
    [model.groups, 'group'],
    [model.attributeGroups, 'attributeGroup'],
  ] as const) {
    const sizes = new Map<string, number>();
    for (const [key, component] of table) {
      if (sizeOf(key, { table, tag, sizes }) <= most) continue;
      const place = placeOf(component.home, component.node);
      throw new SchemaFault(
        'tooCostly',
        place,
        `Группа «${nameOfKey(key)}» разворачивается без меры: сократите ссылки на группы`,
      );
    }
  }
}

interface Sizing {
  readonly table: ReadonlyMap<string, Component>;
  readonly tag: 'group' | 'attributeGroup';
  readonly sizes: Map<string, number>;
}

function sizeOf(key: string, sizing: Sizing): number {
  const { table, tag, sizes } = sizing;
  const known = sizes.get(key);
  if (known !== undefined) return known;
  // Met again before its size is known: a circle, which is said where the group is used.
  sizes.set(key, 0);
  const component = table.get(key);
  const inside = (node: PlainElement): number =>
    partsOf(node).reduce((sum, part) => {
      const { ref } = part.attributes;
      const referred = part.name === tag && ref !== undefined && component !== undefined;
      return sum + 1 + (referred ? sizeOf(resolveName(ref, part, component.home), sizing) : 0) + inside(part);
    }, 0);
  const size = component === undefined ? 0 : inside(component.node);
  sizes.set(key, size);
  return size;
}
