import type { PlainElement } from '../plain-xml.ts';
import { SchemaFault } from './schema-fault.ts';
import { type Component, findPart, partsOf, placeOf, resolveName, type SchemaModel } from './schema-model.ts';

/** About half a second of the compiler: one level of 700 elements, or twenty of 270. */
const most = 400_000_000;

/**
 * The compiler of schemas compares the elements of one level with one another: a level of some thousands is small to read and takes
 * minutes, in which nothing else is done. Forms of people have tens. @throws SchemaFault that names the longest level
 */
export function assertCompilable(model: SchemaModel): void {
  const sizing: Sizing = { model, groups: new Map(), types: new Map() };
  let [cost, longest] = [0, { size: 0, place: '' }];
  for (const component of [...model.types.values(), ...model.elements.values(), ...model.groups.values()]) {
    for (const type of typesIn(component.node)) {
      const size = levelOf(type, component, sizing);
      cost += size ** 3;
      if (size > longest.size) longest = { size, place: placeOf(component.home, type) };
    }
  }
  if (cost <= most) return;
  throw new SchemaFault(
    'tooCostly',
    longest.place,
    `Схема слишком велика для проверки сообщений: на одном уровне элементов ${longest.size}. Разделите их по вложенным типам`,
  );
}

interface Sizing {
  readonly model: SchemaModel;
  /** Elements of a group or a type, by key. */
  readonly groups: Map<string, number>;
  readonly types: Map<string, number>;
}

/** A type at the top and those that stand within it. */
function typesIn(node: PlainElement): PlainElement[] {
  const inner = partsOf(node).flatMap(typesIn);
  return node.name === 'complexType' ? [node, ...inner] : inner;
}

/** Elements of one level: what a base has comes before its own. */
function levelOf(type: PlainElement, component: Component, sizing: Sizing): number {
  const content = findPart(type, 'complexContent');
  const extended = content && findPart(content, 'extension');
  const holder = extended ?? (content && findPart(content, 'restriction')) ?? type;
  const { base } = extended?.attributes ?? {};
  const inherited = base === undefined ? 0 : typeSize(resolveName(base, holder, component.home), sizing);
  return inherited + particlesIn(holder, component, sizing);
}

function particlesIn(node: PlainElement, component: Component, sizing: Sizing): number {
  return partsOf(node).reduce((sum, part) => {
    if (part.name === 'element' || part.name === 'any') return sum + 1;
    if (part.name === 'group' && part.attributes.ref !== undefined) {
      return sum + groupSize(resolveName(part.attributes.ref, part, component.home), sizing);
    }
    const nests = part.name === 'sequence' || part.name === 'choice' || part.name === 'all';
    return nests ? sum + particlesIn(part, component, sizing) : sum;
  }, 0);
}

function groupSize(key: string, sizing: Sizing): number {
  return known(sizing.groups, key, () => {
    const component = sizing.model.groups.get(key);
    return component === undefined ? 0 : particlesIn(component.node, component, sizing);
  });
}

function typeSize(key: string, sizing: Sizing): number {
  return known(sizing.types, key, () => {
    const component = sizing.model.types.get(key);
    return component?.node.name === 'complexType' ? levelOf(component.node, component, sizing) : 0;
  });
}

/** Met again before its size is known: a circle, which the reader of the schema tells in its place. */
function known(sizes: Map<string, number>, key: string, count: () => number): number {
  const size = sizes.get(key);
  if (size !== undefined) return size;
  sizes.set(key, 0);
  const counted = count();
  sizes.set(key, counted);
  return counted;
}
