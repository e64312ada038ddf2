import type { DecisionSpec, DocumentTemplate, RefusalGround, ServiceDefinition, TemplateNode } from '@reglament/format';
import { placeholdersOf, placeholdersOfText } from '../document/template-placeholders.ts';
import { fieldDeps } from '../rule/deps.ts';
import type { NamedRule, Rule } from '../rule/rule-context.ts';
import { titleOf } from '../rule/title.ts';
import { blankDefinition } from './blank.ts';

interface Named {
  readonly code: string;
  readonly title: string;
}

type Rules = Readonly<Record<string, NamedRule>>;

/**
 * A service for another to begin with: its way of work, term, documents, grounds, decisions and papers, without what it asks
 * and without whatever speaks of that. Clauses are of another act: each is to be checked.
 */
export function skeletonOf(like: ServiceDefinition, named: Named): ServiceDefinition {
  const { workflow, approval, applicants, term, retention, procedure, procedures } = like;
  const known = like.rules ?? {};
  const rules = Object.fromEntries(Object.entries(known).filter(([, { rule }]) => isAboutCase(rule, known)));
  const blank = blankDefinition('service', { ...named, workflow, year: 0, holidays: [] }) as ServiceDefinition;
  const { granted, refused } = blank.templates;
  const templates = Object.entries(like.templates).map(
    ([code, one]) => [code, paperOf(one, known, code === like.decisions.grant.template ? granted : refused)] as const,
  );
  return {
    ...blank,
    ...{ approval, applicants, rules },
    ...(term === undefined ? {} : { term }),
    // For how long the papers of another service are kept is to be looked up in its act.
    ...(retention === undefined ? {} : { retention: { ...retention, check: true } }),
    ...(procedure === undefined ? {} : { procedure }),
    ...(procedures === undefined ? {} : { procedures }),
    documents: like.documents.map(({ needed, shown, ...document }) => ({
      ...document,
      ...aboutCase('needed', needed, known),
      ...aboutCase('shown', shown, known),
    })),
    grounds: unchecked(like.grounds ?? []),
    decisions: decisionsOf(like, known, blank),
    templates: Object.fromEntries(templates),
  };
}

function aboutCase<Key extends string>(key: Key, rule: Rule | undefined, rules: Rules): { readonly [K in Key]?: Rule } {
  return rule !== undefined && isAboutCase(rule, rules) ? ({ [key]: rule } as { [K in Key]: Rule }) : {};
}

function isAboutCase(rule: Rule, rules: Rules): boolean {
  return fieldDeps(rule, rules).length === 0;
}

function unchecked(grounds: readonly RefusalGround[]): RefusalGround[] {
  return grounds.map((ground) => ({ ...ground, check: true }));
}

function decisionsOf({ decisions }: ServiceDefinition, rules: Rules, blank: ServiceDefinition) {
  const own = ({ message, grounds, signatures, ...decision }: DecisionSpec, { message: anew }: DecisionSpec) => ({
    ...decision,
    // What was told of the former service's answers is told anew.
    message: placeholdersOfText(titleOf(message, 'ru'), '').some(({ path }) => isAnswer(path)) ? anew : message,
    ...(grounds === undefined ? {} : { grounds: unchecked(grounds) }),
    ...(signatures === undefined
      ? {}
      : { signatures: signatures.map(({ when, ...place }) => ({ ...place, ...aboutCase('when', when, rules) })) }),
  });
  const { grant, refuse, reject, dismiss } = decisions;
  return {
    grant: own(grant, blank.decisions.grant),
    refuse: own(refuse, blank.decisions.refuse),
    ...(reject === undefined ? {} : { reject: own(reject, blank.decisions.refuse) }),
    ...(dismiss === undefined ? {} : { dismiss: own(dismiss, blank.decisions.refuse) }),
  };
}

function isAnswer(path: string): boolean {
  return path === 'answers' || path.startsWith('answers.');
}

/** A paper without the parts that name an answer; one of which nothing is left is begun anew. */
function paperOf(
  { title, body }: DocumentTemplate,
  rules: Rules,
  anew: DocumentTemplate | undefined,
): DocumentTemplate {
  const kept = nodesOf(body, rules);
  return { title, body: kept.length > 0 ? kept : (anew?.body ?? []) };
}

function nodesOf(nodes: readonly TemplateNode[], rules: Rules): TemplateNode[] {
  return nodes.flatMap((node): TemplateNode[] => {
    if (node.type !== 'if') return namesAnswer(node) ? [] : [node];
    if (!isAboutCase(node.rule, rules)) return [];
    const { then, else: otherwise, ...rest } = node;
    const [first, second] = [nodesOf(then, rules), otherwise && nodesOf(otherwise, rules)];
    if (first.length === 0 && (second ?? []).length === 0) return [];
    // biome-ignore lint/suspicious/noThenProperty: the format's word
    return [{ ...rest, then: first, ...(second === undefined ? {} : { else: second }) }];
  });
}

function namesAnswer(node: TemplateNode): boolean {
  return placeholdersOf({ title: '', body: [node] }).some(({ path }) => isAnswer(path));
}
