import type { Order, Place, Term } from './order.ts';

/**
 * A piece of a list that an index can walk: the terms of `fixed` have one value each, the rest go one after another, and
 * `beyond` is where to begin among these – one comparison of all, since they have one direction.
 */
export interface Stretch {
  readonly fixed: readonly Fixed[];
  readonly order: Order;
  readonly beyond?: Beyond | undefined;
}

interface Fixed {
  readonly by: Term['by'];
  readonly value: string;
}

interface Beyond {
  readonly terms: Order;
  readonly values: Place;
  /** The row of the place belongs to it. */
  readonly including: boolean;
}

/** Where to begin: after a place, or with the row that stands there. */
export interface Start {
  readonly place: Place;
  readonly including: boolean;
}

/**
 * The rows of an order from a place on, piece after piece. Registered and drafts are two pieces: each has its own index. An
 * order whose terms go in different directions has a piece for what shares the place's first values, and one for the rest.
 */
export function stretchesOf(order: Order, start?: Start): readonly Stretch[] {
  const [first, ...rest] = order;
  if (first?.by !== 'registered') return uniform({ fixed: [], order }, start);
  const values = first.descending ? ['true', 'false'] : ['false', 'true'];
  const began = start === undefined ? 0 : values.indexOf(start.place[0] ?? '');
  return values.slice(began).flatMap((value, at) => {
    const within = at === 0 && start !== undefined ? { ...start, place: start.place.slice(1) } : undefined;
    return uniform({ fixed: [{ by: first.by, value }], order: rest }, within);
  });
}

function uniform({ fixed, order }: Stretch, start: Start | undefined): readonly Stretch[] {
  if (start === undefined) return [{ fixed, order }];
  const [first, ...rest] = order;
  const [value = '', ...values] = start.place;
  if (first === undefined || order.every(({ descending }) => descending === first.descending)) {
    return [{ fixed, order, beyond: { terms: order, values: start.place, including: start.including } }];
  }
  const same = uniform(
    { fixed: [...fixed, { by: first.by, value }], order: rest },
    { place: values, including: start.including },
  );
  return [...same, { fixed, order, beyond: { terms: [first], values: [value], including: false } }];
}
