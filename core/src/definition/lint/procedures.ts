import type { Effect, ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import { at, error, type Finding, warning } from '../finding.ts';
import type { Known } from './known.ts';
import { isRevocation } from './workflow-graph.ts';

/** Procedures that a service lists, and of a procedure itself: that it gets to its result. */
export function lintProcedures(service: ServiceDefinition, known: Known): Finding[] {
  const workflow = known('workflow', service.workflow);
  const listed = (service.procedures ?? []).flatMap((code, index) =>
    listedFindings(at('procedures', index), { code, workflow, known }),
  );
  return [...listed, ...(service.procedure === undefined ? [] : ownFindings(service, workflow))];
}

interface Listed {
  readonly code: string;
  /** Of the service that lists it. */
  readonly workflow: WorkflowDefinition | undefined;
  readonly known: Known;
}

function listedFindings(pointer: string, { code, workflow, known }: Listed): Finding[] {
  const listed = known('service', code);
  if (listed === undefined) {
    return [error('unknownProcedure', pointer, [`Процедуры «${code}» нет`, 'Загрузите её или исправьте код'])];
  }
  if (listed.procedure === undefined) {
    const text = [
      `«${code}» – услуга, а не процедура`,
      'Отметьте у неё «Это процедура» (procedure) или уберите из списка',
    ] as const;
    return [error('notProcedure', pointer, text)];
  }
  if (listed.procedure.outcome !== 'revoke' || workflow?.actions?.some(isRevocation) !== false) return [];
  const message = `Процедура «${code}» отменяет решение, а в процессе «${workflow.code}» нет действия отмены`;
  return [
    error('noRevocation', pointer, [
      message,
      'Добавьте в процесс действие со следствием «Отменить опубликованное решение» (revoke) в конечное состояние',
    ]),
  ];
}

/** Whoever begins the procedure may be the very one who must not have it. */
const isForAnother = (one: Effect) => one.effect === 'assign' && (one.to === 'chosen' || one.to === 'me');

const nobodyElse = [
  'Процедуру рассматривает другой сотрудник, а в процессе нет действия, которым её передают или берут',
  'Добавьте в процесс действие со следствием «Назначить исполнителя» (assign) или снимите «Рассматривает и утверждает не тот…» (impartial)',
] as const;

function ownFindings(service: ServiceDefinition, workflow: WorkflowDefinition | undefined): Finding[] {
  const found: Finding[] = [];
  const effects = workflow?.actions?.flatMap((action) => action.effects);
  const grants = effects?.some((one) => one.effect === 'decide' && one.kind === 'grant');
  const publishes = effects?.some(({ effect }) => effect === 'publish');
  if (effects !== undefined && !(grants && publishes)) {
    const message = 'Процесс процедуры не публикует положительного решения: результата не будет';
    found.push(error('procedureWithoutResult', '/workflow', [message, 'Выберите процесс с решением и публикацией']));
  }
  if (service.procedure?.undecided === true && service.procedure.outcome !== undefined) {
    const text = [
      'Процедуру можно начать, пока решения нет, а её итог – действие с решением',
      'Снимите «Можно начать и пока решения по заявке нет» (undecided) или итог (outcome)',
    ] as const;
    found.push(error('nothingToActOn', '/procedure/undecided', text));
  }
  if (service.procedure?.impartial === true && effects !== undefined && !effects.some(isForAnother)) {
    found.push(warning('nobodyElse', '/procedure/impartial', nobodyElse));
  }
  if (service.procedures !== undefined) {
    const text = [
      'У процедуры не бывает своих процедур',
      'Снимите выбор в «Процедуры, которые можно начать» (procedures)',
    ] as const;
    found.push(error('procedureOfProcedure', '/procedures', text));
  }
  return found;
}
