import type { PlainElement } from '../plain-xml.ts';
import type { Compositor, Particle } from './content.ts';

export function sequenceOf(children: readonly Particle[], place: string): Compositor {
  return { kind: 'sequence', children: named(children), segment: '', min: 1, max: 1, place };
}

export function boundsOf({ attributes: { minOccurs = '1', maxOccurs = '1' } }: PlainElement): {
  min: number;
  max: number;
} {
  const max = maxOccurs === 'unbounded' ? Number.POSITIVE_INFINITY : Number(maxOccurs);
  return { min: Number(minOccurs) || 0, max: Number.isNaN(max) ? 1 : max };
}

export function multiplied(
  one: { min: number; max: number },
  other: { min: number; max: number },
): { min: number; max: number } {
  const max = one.max === 0 || other.max === 0 ? 0 : one.max * other.max;
  return { min: one.min * other.min, max };
}

/** Neighbours of one name are told apart by a number, compositors by their own. */
export function named(children: readonly Particle[]): Particle[] {
  const seen = new Map<string, number>();
  return children.map((child) => {
    const base = child.kind === 'element' ? child.name : child.kind === 'choice' ? '?' : '*';
    const number = (seen.get(base) ?? 0) + 1;
    seen.set(base, number);
    const segment =
      child.kind === 'element' && number === 1
        ? base
        : child.kind === 'element'
          ? `${base}#${number}`
          : `${base}${number}`;
    return { ...child, segment };
  });
}
