import type { Titles } from './titles.ts';
import type { ValueType } from './value-type.ts';

/**
 * What a message of one root element holds, names and groups and types resolved: a tree that the form, the writer and
 * the reader walk alike. `segment` names a place among its neighbours; the places of a tree joined by `/` name any of it.
 */
export type Particle = ElementContent | Compositor;

interface Repeated {
  readonly segment: string;
  readonly min: number;
  /** Infinity: without bound. */
  readonly max: number;
  /** File and line. */
  readonly place: string;
}

export interface ElementContent extends Repeated, Titles {
  readonly kind: 'element';
  readonly name: string;
  /** Empty: unqualified. */
  readonly namespace: string;
  readonly nillable: boolean;
  readonly fixed?: string;
  readonly attributes: readonly AttributeContent[];
  /** Simple content. */
  readonly value?: ValueType;
  /** Complex content; neither this nor `value`: an empty element. */
  readonly content?: Compositor;
}

export interface Compositor extends Repeated {
  readonly kind: 'sequence' | 'choice' | 'all';
  readonly children: readonly Particle[];
  readonly title?: string;
}

export interface AttributeContent extends Titles {
  readonly segment: string;
  readonly name: string;
  readonly namespace: string;
  readonly required: boolean;
  readonly fixed?: string;
  readonly value: ValueType;
  readonly place: string;
}

/** The place of the text of an element that also has attributes. */
export const textSegment = '#text';

export function joinPlace(...segments: readonly string[]): string {
  return segments.filter((segment) => segment !== '').join('/');
}

/** An element without attributes whose text is all it holds. */
export function isPlainValue(element: ElementContent): boolean {
  return element.value !== undefined && element.attributes.every(({ fixed }) => fixed !== undefined);
}

/** An element that says something by being there. */
export function isFlag(element: ElementContent): boolean {
  return (
    element.value === undefined &&
    element.content === undefined &&
    element.attributes.every(({ fixed }) => fixed !== undefined)
  );
}
