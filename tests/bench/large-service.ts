import type { FormDefinition, ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import { serviceAround } from '../support/generated-service.ts';

interface Size {
  readonly fields: number;
  /** Fields of them that are shown by a rule. */
  readonly rules: number;
}

const inSection = 30;

/** Texts, numbers, dates and choices, thirty to a section; each section begins with the mark that its rules look at. */
function largeForm({ fields, rules }: Size): FormDefinition {
  const codes = Array.from({ length: fields }, (_, at) => (at % inSection === 0 ? `gate${at}` : `field${at}`));
  const sections = Array.from({ length: Math.ceil(fields / inSection) }, (_, at) => ({
    code: `part${at + 1}`,
    title: `Раздел ${at + 1}`,
    fields: codes.slice(at * inSection, (at + 1) * inSection),
  }));
  const last = codes.filter((code) => code.startsWith('field')).slice(-rules);
  const gateOf = (code: string) => `gate${Math.floor(Number(code.slice(5)) / inSection) * inSection}`;
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(codes.map((code, at) => [code, question(code, at)])),
      required: ['field1'],
    },
    sections,
    ui: Object.fromEntries(last.map((code) => [code, { visible: { '==': [{ var: gateOf(code) }, true] } }])),
  };
}

function question(code: string, at: number): FormDefinition['schema']['properties'][string] {
  const title = `Вопрос ${at + 1}`;
  if (code.startsWith('gate')) return { type: 'boolean', title: `${title}: нужны сведения раздела` };
  if (at % 7 === 0) return { type: 'integer', title, minimum: 0, maximum: 1_000_000 };
  if (at % 11 === 0) return { type: 'string', title, format: 'date' };
  if (at % 13 === 0) {
    return { type: 'string', title, oneOf: ['one', 'two', 'three'].map((value) => ({ const: value, title: value })) };
  }
  return { type: 'string', title, maxLength: 200 };
}

export function largeService(code: string, workflow: string, size: Size): ServiceDefinition {
  return { ...serviceAround(code, largeForm(size)), workflow };
}

/** The shipped process with so many states on the way between registering and the decision. */
export function largeWorkflow(code: string, from: WorkflowDefinition, states: number): WorkflowDefinition {
  const between = Array.from({ length: Math.max(0, states - from.states.length) }, (_, at) => `step${at + 1}`);
  const way = ['registered', ...between];
  return {
    ...from,
    code,
    title: 'Длинный процесс',
    states: [
      ...from.states,
      ...between.map((state, at) => ({ code: state, title: `Шаг ${at + 1}`, phase: 'inProgress' as const })),
    ],
    actions: [
      ...from.actions.map((action) =>
        action.from.includes('registered')
          ? { ...action, from: [...action.from.filter((state) => state !== 'registered'), way.at(-1) ?? 'registered'] }
          : action,
      ),
      ...between.map((state, at) => ({
        code: `to${state[0]?.toUpperCase()}${state.slice(1)}`,
        title: `К шагу ${at + 1}`,
        from: [way[at] ?? 'registered'],
        to: state,
        functions: ['executor'],
        relation: 'executor' as const,
        effects: [],
      })),
    ],
  };
}
