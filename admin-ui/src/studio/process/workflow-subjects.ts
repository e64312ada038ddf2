import { CASE_FACTS } from '@reglament/core/rules';
import type { FormDefinition, ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import type { Subject } from '../condition/subjects.ts';
import { russian } from '../words.ts';

/** Known only while a paper is made. */
const inPapersOnly: ReadonlySet<string> = new Set(['case.decision.text', 'case.decision.exception']);

/** What a guard may speak of: facts of the case, whatever the service asks. */
export function workflowSubjects(workflow: WorkflowDefinition): Subject[] {
  const states = workflow.states.map(({ code, title }) => ({ value: code, label: russian(title) }));
  const functions = Object.entries(workflow.functions).map(([value, { title }]) => ({ value, label: russian(title) }));
  return Object.entries(CASE_FACTS)
    .filter(([path]) => !inPapersOnly.has(path))
    .map(([path, { title, type, values }]): Subject => {
      if (path === 'case.state') return { path, title: 'Состояние', kind: 'choice', values: states };
      if (path === 'case.actor.functions')
        return { path, title: 'Функции сотрудника', kind: 'held', values: functions };
      if (type === 'boolean') return { path, title, kind: 'boolean' };
      if (values === undefined) return { path, title, kind: 'text' };
      return {
        path,
        title,
        kind: 'choice',
        values: Object.entries(values).map(([value, label]) => ({ value, label })),
      };
    });
}

/** A guard meets the answers of many services. */
export const anyAnswers = { type: 'object' } as const;

const blankForm: FormDefinition = { schema: { type: 'object', properties: {} }, sections: [], ui: {} };

/** A form of an action as a service has one, so that what edits the forms of services edits it too. */
export function serviceAround(form: FormDefinition = blankForm): ServiceDefinition {
  return {
    ...{ format: 1, kind: 'service', code: 'action', title: '', basis: [], applicants: ['person'], workflow: '' },
    ...{ approval: false, number: { template: '' }, form, documents: [], templates: {} },
    decisions: { grant: nothing, refuse: nothing },
  };
}

const nothing = { title: '', template: '', message: '' };
