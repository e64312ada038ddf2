import type { JsonSchema, Mapping, ServiceDefinition } from '@reglament/format';
import { applicationSchema } from '../../mapping/application-source.ts';
import { checkMapping, type MappingSides } from '../../mapping/check-mapping.ts';
import { at, error, type Finding, type QuickFix } from '../finding.ts';
import type { FindKind, Known } from './known.ts';

/** A mapping between two schemas, wherever a definition has one. `pointer` leads to the mapping. */
export function lintMapping(mapping: Mapping, pointer: string, sides: MappingSides): Finding[] {
  return checkMapping(mapping, sides).map(({ code, pointer: place, message, todo }) => {
    const fix = fixOf(mapping, pointer, { code, place });
    return { ...error(code, pointer + place, [message, todo]), ...(fix === undefined ? {} : { fix }) };
  });
}

/** What leads nowhere is taken out: one source of several, or else the row. */
function fixOf(mapping: Mapping, pointer: string, { code, place }: { code: string; place: string }) {
  if (code !== 'unknownSource' && code !== 'unknownTarget') return undefined;
  const [, row = '', , source] = place.split('/');
  const from = mapping[Number(row)]?.from;
  if (code === 'unknownTarget' || !Array.isArray(from)) {
    return { title: 'Удалить строку', pointer: pointer + at(row), operation: 'remove' } satisfies QuickFix;
  }
  const rest = from.toSpliced(Number(source), 1);
  return {
    title: 'Убрать источник',
    pointer: pointer + at(row, 'from'),
    operation: 'set',
    value: rest.length === 1 ? rest[0] : rest,
  } satisfies QuickFix;
}

/** What a kind in a plugin's code asks depends on who asks, and what it answers is known where the plugin is: else nothing is said. */
const anything: JsonSchema = { type: 'object' };

/** Mappings of the requests of a service: out of the application into a question, out of an answer into `answers.…`. */
export function lintRequestMappings(
  { requests = [], form, rules = {} }: ServiceDefinition,
  known: Known,
  findKind: FindKind,
): Finding[] {
  if (requests.every(({ prefill, accept }) => prefill === undefined && accept === undefined)) return [];
  const application = applicationSchema(form);
  const { definitions, ...answers } = form.schema;
  const accepted: JsonSchema = {
    type: 'object',
    properties: { answers },
    ...(definitions === undefined ? {} : { definitions }),
  };
  return requests.flatMap(({ type, prefill = [], accept = [], formless }, index) => {
    const asked = known('requestType', type);
    const message = asked?.message;
    const question = message?.question.form.schema ?? anything;
    const complete = formless === true && message !== undefined;
    const out: MappingSides = { source: application, target: question, conditions: form.schema, rules, complete };
    const answer = message?.answer.form ?? (asked && findKind(asked)?.answer);
    const into: MappingSides = { source: answer?.schema ?? anything, target: accepted, sourceName: 'в ответе' };
    return [
      ...lintMapping(prefill, at('requests', index, 'prefill'), out),
      ...lintMapping(accept, at('requests', index, 'accept'), into),
    ];
  });
}
