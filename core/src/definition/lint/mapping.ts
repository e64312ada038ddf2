import type { Mapping } from '@reglament/format';
import { checkMapping, type MappingSides } from '../../mapping/check-mapping.ts';
import { error, type Finding } from '../finding.ts';

/** A mapping between two schemas, wherever a definition has one. `pointer` leads to the mapping. */
export function lintMapping(mapping: Mapping, pointer: string, sides: MappingSides): Finding[] {
  return checkMapping(mapping, sides).map(({ code, pointer: place, message, todo }) =>
    error(code, pointer + place, [message, todo]),
  );
}
