import { titleOf } from '../rule/title.ts';
import { error, type Finding } from './finding.ts';
import { knownIn, knownOver } from './in-force.ts';
import type { FindKind, Known } from './lint/known.ts';
import type { AnyDefinition } from './lint/places.ts';
import { lintDefinition } from './lint.ts';
import type { DefinitionStore } from './store.ts';

interface Checking {
  readonly definitions: DefinitionStore;
  readonly connections?: { readonly findKind: FindKind };
}

/**
 * A new case takes the newest service and the newest workflow: what a service in force that comes not with the set would no
 * longer be sound with is an error of the workflow.
 */
export function followerFindings(
  { definitions, connections }: Checking,
  set: readonly AnyDefinition[],
  definition: AnyDefinition,
): Finding[] {
  if (definition.kind !== 'workflow') return [];
  const coming = new Set(set.filter(({ kind }) => kind === 'service').map(({ code }) => code));
  const [now, then] = [knownIn(definitions), knownOver(definitions, set)];
  return definitions
    .list('service')
    .filter(({ code, content }) => content.workflow === definition.code && !coming.has(code))
    .flatMap(({ content }) => {
      const errorsBy = (known: Known) =>
        lintDefinition(content, known, connections?.findKind).filter(({ level }) => level === 'error');
      const had = new Set(errorsBy(now).map(placeOf));
      return errorsBy(then)
        .filter((finding) => !had.has(placeOf(finding)))
        .map(({ message }) => broken(titleOf(content.shortTitle ?? content.title, 'ru'), message));
    });
}

function placeOf({ code, pointer }: Finding): string {
  return `${code} ${pointer}`;
}

function broken(service: string, message: string): Finding {
  const todo = 'Исправьте процесс или опубликуйте его вместе с этой услугой';
  return error('followerBroken', '', [
    `Услуга «${service}» идёт по этому процессу и с ним не сойдётся: ${message}`,
    todo,
  ]);
}
