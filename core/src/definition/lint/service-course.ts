import type { ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import { at, error, type Finding, warning } from '../finding.ts';
import { findPortalStatus } from '../portal-status.ts';
import { lintTerms } from './service-term.ts';

/** What a service and its workflow say only together: approval, portal, term. */
export function lintCourse(service: ServiceDefinition, workflow: WorkflowDefinition): Finding[] {
  return [
    ...approvalFindings(service, workflow),
    ...portalFindings(service, workflow),
    ...lintTerms(service, workflow),
    ...extensionFindings(service, workflow),
    ...automaticFindings(service, workflow),
  ];
}

function approvalFindings({ approval }: ServiceDefinition, workflow: WorkflowDefinition): Finding[] {
  if (!approval || workflow.states.some(({ phase }) => phase === 'awaitingApproval')) return [];
  const message = `Решение нуждается в утверждении, а в процессе «${workflow.code}» утверждения нет`;
  return [
    warning('approvalNowhere', '/approval', [
      message,
      'Выберите другой процесс или снимите «Решение нуждается в утверждении» (approval)',
    ]),
  ];
}

/** An application of a portal is never a draft of ours: it begins where it is received. */
function portalFindings(service: ServiceDefinition, workflow: WorkflowDefinition): Finding[] {
  const { portal } = service;
  if (portal === undefined) return [];
  const states = new Set(workflow.states.map(({ code }) => code));
  const phases = new Set<string>(workflow.states.map(({ phase }) => phase));
  const missing = workflow.states
    .filter((state) => state.phase !== 'draft' && findPortalStatus(service, state) === undefined)
    .map(({ code }) => {
      const text = [
        `У состояния «${code}» нет статуса портала`,
        'Укажите на вкладке «Портал» код этого состояния (statuses) или его фазы (phases)',
      ] as const;
      return error('stateWithoutPortalStatus', '/portal/statuses', text);
    });
  const unknown = Object.keys(portal.statuses)
    .filter((code) => !states.has(code))
    .map((code) =>
      error('unknownState', at('portal', 'statuses', code), [`Состояния «${code}» в процессе нет`, 'Исправьте код']),
    );
  const idle = Object.keys(portal.phases ?? {})
    .filter((phase) => !phases.has(phase))
    .map((phase) =>
      warning('unusedPhase', at('portal', 'phases', phase), [
        `Фазы «${phase}» в процессе нет`,
        'Уберите её или исправьте',
      ]),
    );
  return [...missing, ...unknown, ...idle];
}

/** A right to extend that nobody can use. */
function extensionFindings({ term }: ServiceDefinition, { actions }: WorkflowDefinition): Finding[] {
  if (term?.extension === undefined) return [];
  if (actions.some(({ effects }) => effects.some(({ effect }) => effect === 'extend'))) return [];
  const todo = 'Добавьте действие со следствием «Продлить срок» (extend)';
  return [
    warning('extensionUnused', '/term/extension', ['Срок можно продлить, а в процессе нет такого действия', todo]),
  ];
}

/** Requests that wait to be sent by a workflow which never does it. */
function automaticFindings({ requests = [] }: ServiceDefinition, { code, actions }: WorkflowDefinition): Finding[] {
  if (actions.some(({ effects }) => effects.some(({ effect }) => effect === 'startRequests'))) return [];
  return requests.flatMap(({ automatic }, index) => {
    if (!automatic) return [];
    const message = `Запрос должен отправляться сам, а в процессе «${code}» нет действия с эффектом startRequests`;
    return [
      warning('neverStarted', at('requests', index, 'automatic'), [
        message,
        'Добавьте следствие «Отправить запросы услуги» или снимите «Отправляется сам» (automatic)',
      ]),
    ];
  });
}
