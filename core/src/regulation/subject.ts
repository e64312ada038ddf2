import type {
  Dictionary,
  FormDefinition,
  RequestType,
  Rule,
  ServiceDefinition,
  WorkflowDefinition,
} from '@reglament/format';
import { labelsOf } from '../form/labels.ts';
import { sentenceOf } from '../rule/explain.ts';
import { RuleError } from '../rule/rule-error.ts';
import { titleOf } from '../rule/title.ts';

/** A service and what it names, as they are at that time. */
export interface Subject {
  readonly service: ServiceDefinition;
  /** None: the service names a process that is not there. */
  readonly workflow: WorkflowDefinition | undefined;
  readonly dictionaries: readonly Dictionary[];
  readonly requestTypes: Readonly<Record<string, RequestType>>;
  readonly procedures: Readonly<Record<string, ServiceDefinition>>;
}

/** A rule in words that go on a sentence: «значение „Тип адреса“ равняется „Адрес“». */
export type Say = (rule: Rule) => string;

/**
 * Words for the rules of a form: of the service itself or of an action, whose fields are read under their own titles. An
 * unsound rule of a draft is said to be so: the text goes on.
 */
export function sayer(subject: Subject, form: FormDefinition = subject.service.form): Say {
  const { service, dictionaries } = subject;
  const labels = { ...namesOf(subject), ...labelsOf(form, dictionaries) };
  const context = { rules: service.rules ?? {}, labels, today: '' };
  return (rule) => {
    try {
      return lowered(sentenceOf(rule, context));
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      return '[условие записано с ошибкой]';
    }
  };
}

/** Fields, functions and states by the names that people know. */
export function namesOf({ service, dictionaries, workflow }: Subject): Readonly<Record<string, string>> {
  const people = Object.entries(workflow?.functions ?? {}).map(
    ([code, { title }]) => [`case.actor.functions=${code}`, titleOf(title)] as const,
  );
  const states = (workflow?.states ?? []).map(({ code, title }) => [`case.state=${code}`, titleOf(title)] as const);
  return { ...Object.fromEntries([...people, ...states]), ...labelsOf(service.form, dictionaries) };
}

function lowered(text: string): string {
  const [first = '', second = ''] = text;
  // An abbreviation keeps its capitals.
  const isWord = second === second.toLowerCase();
  return `${isWord ? first.toLowerCase() : first}${text.slice(1)}`.replace(/\.$/, '');
}
