import type { Json, JsonObject } from '@reglament/sdk';
import type { PlainElement } from '../plain-xml.ts';
import { PlaceMap, type Scope, wholeScope } from './answer-place.ts';
import {
  type Compositor,
  type ElementContent,
  isFlag,
  isPlainValue,
  joinPlace,
  type Particle,
  textSegment,
} from './content.ts';
import { chooser, presence } from './draft-level.ts';
import { readValue } from './lexical.ts';
import type { ValueType } from './value-type.ts';
import type { DocumentPlan } from './write-content.ts';

/** A document read into answers; `notes` say in Russian what of it the answers do not hold. */
export interface DocumentAnswers {
  readonly answers: JsonObject;
  readonly notes: readonly string[];
}

/** The document has been judged by its schema; here it is taken apart along the same tree. */
export function readDocument(
  { root, places }: Pick<DocumentPlan, 'root' | 'places'>,
  document: PlainElement,
): DocumentAnswers {
  const answers: Record<string, Json> = {};
  const reader = new ContentReader(new PlaceMap(places));
  reader.inside(root, document, { place: '', scope: wholeScope(answers) });
  return { answers, notes: reader.notes };
}

interface Spot {
  readonly place: string;
  readonly scope: Scope;
}

/** Children of an element, taken one after another. */
class Queue {
  private readonly elements: readonly PlainElement[];
  private at = 0;

  constructor(elements: readonly PlainElement[]) {
    this.elements = elements;
  }

  get next(): PlainElement | undefined {
    return this.elements[this.at];
  }

  take(): void {
    this.at += 1;
  }
}

class ContentReader {
  readonly notes: string[] = [];
  private readonly map: PlaceMap;

  constructor(map: PlaceMap) {
    this.map = map;
  }

  /** What the element holds. */
  inside(element: ElementContent, node: PlainElement, spot: Spot): void {
    for (const attribute of element.attributes) {
      const key = attribute.namespace === '' ? attribute.name : `{${attribute.namespace}}${attribute.name}`;
      const text = node.attributes[key];
      if (text === undefined || attribute.fixed !== undefined) continue;
      this.value(attribute.value, text, {
        spot: { ...spot, place: joinPlace(spot.place, attribute.segment) },
        title: attribute.title,
        keepEmpty: attribute.required,
      });
    }
    if (element.value !== undefined) {
      this.value(element.value, node.text, {
        spot: { ...spot, place: joinPlace(spot.place, textSegment) },
        title: element.title,
        keepEmpty: true,
      });
    } else if (/\S/.test(node.text)) this.notes.push(`«${element.title}»: текст между элементами опущен`);
    const queue = new Queue(node.children);
    if (element.content !== undefined) this.particle(element.content, queue, spot);
    for (; queue.next !== undefined; queue.take())
      this.notes.push(`«${element.title}»: элемент «${queue.next.name}» (строка ${queue.next.line}) не показан`);
  }

  private value(
    type: ValueType,
    text: string,
    { spot, title, keepEmpty }: { spot: Spot; title: string; keepEmpty: boolean },
  ): void {
    const { value, note } = readValue(type, text);
    if (note !== undefined) this.notes.push(`«${title}»: ${note}`);
    const empty = value === '' || (Array.isArray(value) && value.length === 0);
    if (value !== undefined && (!empty || keepEmpty)) this.map.set(spot.place, spot.scope, value);
  }

  private particle(particle: Particle, queue: Queue, around: Spot): void {
    const spot = { ...around, place: joinPlace(around.place, particle.segment) };
    if (particle.max > 1) {
      this.many(particle, queue, spot);
      return;
    }
    if (particle.kind === 'element') {
      const { next } = queue;
      if (next === undefined || !isNamed(particle, next)) return;
      queue.take();
      this.one(particle, next, spot);
      return;
    }
    this.once(particle, queue, spot);
  }

  private once(compositor: Compositor, queue: Queue, spot: Spot): void {
    if (compositor.kind === 'sequence') {
      for (const child of compositor.children) this.particle(child, queue, spot);
      return;
    }
    if (compositor.kind === 'all') {
      const left = new Set(compositor.children);
      for (let child = starting([...left], queue.next); child !== undefined; child = starting([...left], queue.next)) {
        left.delete(child);
        this.particle(child, queue, spot);
      }
      return;
    }
    const branch = starting(compositor.children, queue.next);
    if (branch === undefined) return;
    this.map.set(joinPlace(spot.place, chooser), spot.scope, branchPath(branch, queue.next));
    this.particle(branch, queue, spot);
  }

  private many(particle: Particle, queue: Queue, spot: Spot): void {
    const rows: Json[] = [];
    while (queue.next !== undefined && rows.length < particle.max && canStart(particle, queue.next)) {
      const values: Record<string, Json> = {};
      const scope = this.map.row(spot.place, spot.scope, { values, index: rows.length });
      const { next } = queue;
      if (particle.kind === 'element') {
        queue.take();
        const isSimple = isPlainValue(particle) || isFlag(particle);
        const value = isSimple ? this.simple(particle, next) : undefined;
        if (!isSimple) this.inside(particle, next, { place: spot.place, scope });
        rows.push(isSimple ? (value ?? '') : values);
      } else {
        this.once(particle, queue, { place: spot.place, scope });
        rows.push(values);
        if (queue.next === next) break;
      }
    }
    if (rows.length > 0) this.map.set(spot.place, spot.scope, rows);
  }

  private simple(element: ElementContent, node: PlainElement): Json | undefined {
    if (element.value === undefined) return true;
    const { value, note } = readValue(element.value, node.text);
    if (note !== undefined) this.notes.push(`«${element.title}»: ${note}`);
    return value;
  }

  private one(element: ElementContent, node: PlainElement, spot: Spot): void {
    this.map.set(joinPlace(spot.place, presence), spot.scope, true);
    if (node.attributes['{http://www.w3.org/2001/XMLSchema-instance}nil'] === 'true') return;
    if (isFlag(element)) {
      this.map.set(spot.place, spot.scope, true);
      return;
    }
    if (isPlainValue(element) && element.value !== undefined) {
      this.value(element.value, node.text, { spot, title: element.title, keepEmpty: element.min > 0 });
      return;
    }
    // That it is there is said even if nothing stands in it.
    this.map.set(spot.place, spot.scope, {});
    this.inside(element, node, spot);
  }
}

function isNamed({ name, namespace }: ElementContent, node: PlainElement): boolean {
  return node.name === name && node.namespace === namespace;
}

function starting(children: readonly Particle[], next: PlainElement | undefined): Particle | undefined {
  return next === undefined ? undefined : children.find((child) => canStart(child, next));
}

/** Whether this element may be the first of the particle. */
function canStart(particle: Particle, next: PlainElement): boolean {
  if (particle.kind === 'element') return isNamed(particle, next);
  if (particle.kind !== 'sequence') return particle.children.some((child) => canStart(child, next));
  for (const child of particle.children) {
    if (canStart(child, next)) return true;
    if (!canBeEmpty(child)) return false;
  }
  return false;
}

function canBeEmpty(particle: Particle): boolean {
  if (particle.min === 0) return true;
  if (particle.kind === 'element') return false;
  return particle.kind === 'choice' ? particle.children.some(canBeEmpty) : particle.children.every(canBeEmpty);
}

/** A choice right inside a choice was offered together with it. */
function branchPath(branch: Particle, next: PlainElement | undefined): string {
  if (branch.kind !== 'choice' || branch.min !== 1 || branch.max !== 1) return branch.segment;
  const inner = starting(branch.children, next);
  return inner === undefined ? branch.segment : joinPlace(branch.segment, branchPath(inner, next));
}
