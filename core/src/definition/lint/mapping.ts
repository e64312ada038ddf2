import type { JsonSchema, Mapping, ServiceDefinition } from '@reglament/format';
import { applicationSchema } from '../../mapping/application-source.ts';
import { checkMapping, type MappingSides } from '../../mapping/check-mapping.ts';
import { at, error, type Finding } from '../finding.ts';
import type { FindKind, Known } from './known.ts';

/** A mapping between two schemas, wherever a definition has one. `pointer` leads to the mapping. */
export function lintMapping(mapping: Mapping, pointer: string, sides: MappingSides): Finding[] {
  return checkMapping(mapping, sides).map(({ code, pointer: place, message, todo }) =>
    error(code, pointer + place, [message, todo]),
  );
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
