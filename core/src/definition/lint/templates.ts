import type { DecisionKind, DecisionSpec, DocumentTemplate, ServiceDefinition, TemplateNode } from '@reglament/format';
import { CONVERTERS } from '../../document/converters.ts';
import { nearestPlaceholder } from '../../document/nearest-placeholder.ts';
import { knownPlaceholders } from '../../document/placeholder-catalogue.ts';
import { type PlaceholderUse, placeholdersOf, placeholdersOfText } from '../../document/template-placeholders.ts';
import { titleOf } from '../../rules.ts';
import { at, error, type Finding, warning } from '../finding.ts';

const decisionKinds = ['grant', 'refuse', 'reject', 'dismiss'] as const;

/** Placeholders of templates and messages, decisions and their documents. */
export function lintTemplates(service: ServiceDefinition): Finding[] {
  const known = knownPlaceholders(service.form);
  const templates = Object.entries(service.templates).flatMap(([code, template]) => {
    const pointer = at('templates', code);
    return [
      ...placeholdersOf(template).flatMap((use) => useFindings(use, pointer, known)),
      ...nodesFindings(template.body, `${pointer}/body`),
      ...strayBraces(titleOf(template.title, 'ru'), `${pointer}/title`),
    ];
  });
  const messages = decisionsOf(service).flatMap(([kind, decision]) => {
    const pointer = at('decisions', kind, 'message');
    const text = titleOf(decision.message, 'ru');
    const uses = placeholdersOfText(text, pointer).flatMap((use) => useFindings(use, '', known));
    return [...uses, ...strayBraces(text, pointer)];
  });
  const comments = portalComments(service).flatMap(([pointer, text]) => [
    ...placeholdersOfText(text, pointer).flatMap((use) => useFindings(use, '', known)),
    ...strayBraces(text, pointer),
  ]);
  return [...templates, ...messages, ...comments, ...decisionFindings(service)];
}

function decisionsOf(service: ServiceDefinition): readonly (readonly [DecisionKind, DecisionSpec])[] {
  return decisionKinds.flatMap((kind) => {
    const spec = service.decisions[kind];
    return spec === undefined ? [] : [[kind, spec] as const];
  });
}

/** What the applicant reads at the portal beside a status. */
function portalComments({ portal }: ServiceDefinition): [pointer: string, text: string][] {
  return (['statuses', 'phases'] as const).flatMap((table) =>
    Object.entries(portal?.[table] ?? {}).flatMap(([code, { comment }]): [string, string][] =>
      comment === undefined ? [] : [[at('portal', table, code, 'comment'), titleOf(comment, 'ru')]],
    ),
  );
}

function useFindings(use: PlaceholderUse, base: string, known: ReadonlySet<string>): Finding[] {
  const pointer = base + use.pointer;
  const found: Finding[] = [];
  if (!known.has(use.path)) {
    const message = `Подстановка «${use.path}» неизвестна: в документе останется прочерк`;
    const near = nearestPlaceholder(use.path, known);
    const todo = near === undefined ? 'Исправьте путь: поля формы пишутся как answers.код' : `Может быть, «${near}»?`;
    found.push(error('unknownPlaceholder', pointer, [message, todo]));
  }
  if (use.converter !== undefined && !Object.hasOwn(CONVERTERS, use.converter)) {
    const todo = `Выберите одно из: ${Object.keys(CONVERTERS).join(', ')}`;
    found.push(error('unknownConverter', pointer, [`Преобразования «${use.converter}» нет`, todo]));
  }
  return found;
}

const placeholder = /\{\{\s*[A-Za-z]\w*(?:\.[A-Za-z]\w*)*\s*(?:\|\s*[A-Za-z]+\s*)?\}\}/g;

/** Braces that are not a placeholder would be printed as they stand. */
function strayBraces(text: string, pointer: string): Finding[] {
  if (!/\{\{|\}\}/.test(text.replace(placeholder, ''))) return [];
  return [
    error('brokenPlaceholder', pointer, [
      'Подстановка записана неверно и останется в тексте',
      'Пишите {{путь}} или {{путь|преобразование}}',
    ]),
  ];
}

function nodesFindings(nodes: readonly TemplateNode[], pointer: string): Finding[] {
  return nodes.flatMap((node, index) => nodeFindings(node, `${pointer}/${index}`));
}

function nodeFindings(node: TemplateNode, pointer: string): Finding[] {
  switch (node.type) {
    case 'heading':
    case 'paragraph':
      return strayBraces(node.text, `${pointer}/text`);
    case 'list':
      return node.items.flatMap((item, index) => strayBraces(item, `${pointer}/items/${index}`));
    case 'table':
      return tableFindings(node, pointer);
    case 'if':
      return [...nodesFindings(node.then, `${pointer}/then`), ...nodesFindings(node.else ?? [], `${pointer}/else`)];
    case 'each':
      return nodesFindings(node.body, `${pointer}/body`);
    case 'stamp':
    case 'pageBreak':
    case 'space':
      return [];
  }
}

function tableFindings(node: Extract<TemplateNode, { type: 'table' }>, pointer: string): Finding[] {
  return node.rows.flatMap((row, index) => {
    const place = `${pointer}/rows/${index}`;
    const braces = row.flatMap((cell, column) => strayBraces(cell, `${place}/${column}`));
    if (row.length === node.columns.length) return braces;
    const message = `В строке ячеек: ${row.length}, а столбцов: ${node.columns.length}`;
    return [...braces, error('rowWidth', place, [message, 'Выровняйте число ячеек'])];
  });
}

function decisionFindings(service: ServiceDefinition): Finding[] {
  const decisions = decisionsOf(service);
  const used = new Set(decisions.map(([, { template }]) => template));
  const unknown = decisions
    .filter(([, { template }]) => !Object.hasOwn(service.templates, template))
    .map(([kind, { template }]) =>
      error('decisionWithoutDocument', at('decisions', kind, 'template'), [
        `Шаблона «${template}» нет`,
        'Добавьте шаблон или исправьте код',
      ]),
    );
  const unused = Object.keys(service.templates)
    .filter((code) => !used.has(code))
    .map((code) =>
      warning('unusedTemplate', at('templates', code), [
        `Шаблон «${code}» не используется`,
        'Удалите его или укажите в решении',
      ]),
    );
  return [...unknown, ...unused, ...stampFindings(service.templates)];
}

function stampFindings(templates: Readonly<Record<string, DocumentTemplate>>): Finding[] {
  return Object.entries(templates)
    .filter(([, { body }]) => !JSON.stringify(body).includes('"type":"stamp"'))
    .map(([code]) =>
      warning('noStamp', at('templates', code), [
        'В документе нет места для отметки об утверждении',
        'Добавьте часть «Штамп подписи» (stamp)',
      ]),
    );
}
