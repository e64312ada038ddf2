import { mulAddUnsafe } from '@noble/curves/abstract/curve.js';
import { type WeierstrassPoint, type WeierstrassPointCons, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { CURVES, type CurveParameters } from './curve-parameters.ts';
import { GostError } from './error.ts';
import type { GostBits } from './streebog.ts';

export interface Curve {
  /** The order of the base point, q of the standard. */
  readonly order: bigint;
  readonly bits: GostBits;
  /** x of k·P. Takes as long for one k as for another, as far as BigInt allows. */
  baseTimes(k: bigint): { readonly x: bigint; readonly y: bigint };
  /** x of z1·P + z2·Q, undefined for the point at infinity; only for public values. @throws GostError Q is not of the curve */
  combine(z1: bigint, z2: bigint, q: { readonly x: bigint; readonly y: bigint }): bigint | undefined;
}

const known = new Map<CurveParameters, Curve>();

/** @throws GostError a curve that is not known here */
export function findCurve(oid: string): Curve {
  const parameters = CURVES[oid];
  if (!parameters) throw new GostError('unknownCurve', `Неизвестный набор параметров ключа ГОСТ Р 34.10: ${oid}`);
  return curveOf(parameters);
}

export function curveOf(parameters: CurveParameters): Curve {
  const kept = known.get(parameters);
  if (kept) return kept;
  const curve = makeCurve(parameters);
  known.set(parameters, curve);
  return curve;
}

function makeCurve({ bits, p, a, b, n, h, x, y }: CurveParameters): Curve {
  const Point: WeierstrassPointCons<bigint> = weierstrass({ p, a, b, n, h, Gx: x, Gy: y });
  return {
    order: n,
    bits,
    baseTimes: (k) => Point.BASE.multiply(k).toAffine(),
    combine(z1, z2, q) {
      const sum = mulAddUnsafe(Point, [Point.BASE, pointOf(Point, q)], [z1, z2]);
      return sum.is0() ? undefined : sum.x;
    },
  };
}

function pointOf(Point: WeierstrassPointCons<bigint>, q: { x: bigint; y: bigint }): WeierstrassPoint<bigint> {
  try {
    const point = Point.fromAffine(q);
    point.assertValidity();
    return point;
  } catch (cause) {
    throw new GostError('badKey', 'Открытый ключ не лежит на своей кривой', { cause });
  }
}
