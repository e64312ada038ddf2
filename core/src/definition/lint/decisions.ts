import type { DecisionKind, RefusalGround, ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import { at, error, type Finding, info, warning } from '../finding.ts';
import type { Known } from './known.ts';

/** Kinds of decisions against the workflow that makes them, and their grounds. */
export function lintDecisions(service: ServiceDefinition, known: Known): Finding[] {
  const made = kindsOf(known('workflow', service.workflow));
  return [
    ...[...made].flatMap((kind) => missingFindings(service, kind)),
    ...(['reject', 'dismiss'] as const).flatMap((kind) => ownFindings(service, { kind, made })),
    ...(['grant', 'refuse'] as const).flatMap((kind) => strayGrounds(service, kind)),
    ...refusalFindings(service),
  ];
}

/** Which decisions the actions of a workflow can make. */
function kindsOf(workflow: WorkflowDefinition | undefined): ReadonlySet<DecisionKind> {
  const effects = (workflow?.actions ?? []).flatMap((action) => action.effects);
  return new Set(effects.flatMap((one) => (one.effect === 'decide' ? [one.kind] : [])));
}

function missingFindings(service: ServiceDefinition, kind: DecisionKind): Finding[] {
  if (service.decisions[kind] !== undefined) return [];
  const message = `Процесс принимает решение «${kind}», а в услуге его нет`;
  const todo = 'Опишите решение: название, шаблон документа, сообщение, основания';
  return [error('decisionWithoutDocument', '/decisions', [message, todo])];
}

interface OwnKind {
  readonly kind: 'reject' | 'dismiss';
  readonly made: ReadonlySet<DecisionKind>;
}

function ownFindings(service: ServiceDefinition, { kind, made }: OwnKind): Finding[] {
  const spec = service.decisions[kind];
  if (spec === undefined) return [];
  const pointer = at('decisions', kind);
  const grounds = spec.grounds ?? [];
  const found = [...duplicates(grounds, `${pointer}/grounds`), ...toVerify(grounds, `${pointer}/grounds`)];
  if (grounds.length === 0) {
    const text = ['У решения нет оснований: принять его будет нельзя', 'Перечислите основания из регламента'] as const;
    found.push(error('refusalWithoutGround', `${pointer}/grounds`, text));
  }
  if (made.size > 0 && !made.has(kind)) {
    const text = ['Процесс услуги не принимает такого решения', 'Удалите решение или выберите другой процесс'] as const;
    found.push(warning('unusedDecision', pointer, text));
  }
  return found;
}

function duplicates(grounds: readonly RefusalGround[], pointer: string): Finding[] {
  return grounds.flatMap(({ code }, index) =>
    grounds.findIndex((one) => one.code.toLowerCase() === code.toLowerCase()) === index
      ? []
      : [error('duplicate', pointer + at(index), [`Код «${code}» записан дважды`, 'Назовите иначе'])],
  );
}

function toVerify(grounds: readonly RefusalGround[], pointer: string): Finding[] {
  return grounds.flatMap(({ check }, index) =>
    check
      ? [
          info('toVerify', pointer + at(index), [
            'Внесено без сверки с текстом акта',
            'Сверьте и снимите отметку «Проверить» (check)',
          ]),
        ]
      : [],
  );
}

function strayGrounds(service: ServiceDefinition, kind: 'grant' | 'refuse'): Finding[] {
  if (service.decisions[kind].grounds === undefined) return [];
  const text = [
    'Основания для отказа в услуге – на вкладке «Основания» (grounds самой услуги)',
    'Перенесите их туда',
  ] as const;
  return [error('groundsElsewhere', at('decisions', kind, 'grounds'), text)];
}

function refusalFindings(service: ServiceDefinition): Finding[] {
  if ((service.grounds ?? []).length > 0) return [];
  const text = [
    'У услуги нет оснований для отказа: отказать будет нельзя',
    'Перечислите основания из регламента',
  ] as const;
  return [warning('refusalWithoutGround', '/decisions/refuse', text)];
}
