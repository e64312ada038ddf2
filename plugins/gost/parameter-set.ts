import { ObjectIdentifier, Sequence } from 'asn1js';
import type { AlgorithmIdentifier } from 'pkijs';
import { GostError } from './error.ts';

/** The first member of GostR3410-2012-PublicKeyParameters (RFC 9215, 4.2). */
export function parameterSetOf({ algorithmParams }: AlgorithmIdentifier): string {
  const first: unknown = algorithmParams instanceof Sequence ? algorithmParams.valueBlock.value[0] : undefined;
  if (first instanceof ObjectIdentifier) return first.valueBlock.toString();
  throw new GostError('badKey', 'У ключа ГОСТ не указан набор параметров');
}
