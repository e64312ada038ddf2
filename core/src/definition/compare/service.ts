import type { ServiceDefinition, Term, Title } from '@reglament/format';
import { titleOf } from '../../rule/title.ts';
import { at } from '../finding.ts';
import { breaking, type Change, fromTo, harmless, paired, pairedTable, same } from './change.ts';
import { dutyChanges } from './duty.ts';
import { formChanges } from './form.ts';
import { retentionChanges } from './retention.ts';
import { conditionWords, named as name, speechOf, textChange, whenWords } from './words.ts';

type Pair = readonly [before: ServiceDefinition, after: ServiceDefinition];

/** What changed in a service. */
export function serviceChanges([before, after]: Pair): Change[] {
  return [
    ...passportChanges([before, after]),
    ...termChanges([before, after]),
    ...formChanges({
      ...{ before: before.form, after: after.form, pointer: '/form' },
      rules: { before: before.rules, after: after.rules },
    }),
    ...ruleChanges([before, after]),
    ...documentChanges([before, after]),
    ...groundChanges([before, after]),
    ...variantChanges([before, after]),
    ...requestChanges([before, after]),
    ...decisionChanges([before, after]),
    ...dutyChanges([before, after]),
    ...retentionChanges([before, after]),
    ...portalChanges([before, after]),
  ];
}

function passportChanges([before, after]: Pair): Change[] {
  const found: Change[] = [];
  if (!same(before.title, after.title))
    found.push(harmless(['titleChanged', '/title', `Название услуги: ${textChange(before.title, after.title)}`]));
  if (before.workflow !== after.workflow)
    found.push(
      breaking(['workflowChanged', '/workflow', `Другой процесс – ${fromTo(before.workflow, after.workflow)}`]),
    );
  const gone = before.applicants.filter((kind) => !after.applicants.includes(kind)).map((kind) => APPLICANTS[kind]);
  const come = after.applicants.filter((kind) => !before.applicants.includes(kind)).map((kind) => APPLICANTS[kind]);
  if (gone.length > 0)
    found.push(breaking(['applicantRemoved', '/applicants', `Больше не могут обратиться: ${gone.join(', ')}`]));
  if (come.length > 0)
    found.push(harmless(['applicantAdded', '/applicants', `Теперь могут обратиться: ${come.join(', ')}`]));
  if (before.approval !== after.approval) {
    const text = after.approval
      ? 'Решение теперь нуждается в утверждении'
      : 'Решение больше не нуждается в утверждении';
    found.push(harmless(['approvalChanged', '/approval', text]));
  }
  if (!same(before.number, after.number))
    found.push(harmless(['numberChanged', '/number', 'Номер заявки составляется иначе']));
  if (!same(before.basis, after.basis))
    found.push(harmless(['basisChanged', '/basis', basisWords(before.basis, after.basis)]));
  return found;
}

type Basis = ServiceDefinition['basis'];

function basisWords(before: Basis, after: Basis): string {
  const words = ({ title, clause }: NonNullable<Basis>[number]) =>
    `${titleOf(title, 'ru')}${clause === undefined ? '' : `, ${clause}`}`;
  const [old, now] = [(before ?? []).map(words), (after ?? []).map(words)];
  const gone = old.filter((one) => !now.includes(one));
  const come = now.filter((one) => !old.includes(one));
  const told = [
    ...(gone.length > 0 ? [`исключены: ${gone.join('; ')}`] : []),
    ...(come.length > 0 ? [`добавлены: ${come.join('; ')}`] : []),
  ];
  return `Правовые основания услуги: ${told.length === 0 ? 'описаны иначе' : told.join('; ')}`;
}

const APPLICANTS = {
  person: 'физические лица',
  soleTrader: 'индивидуальные предприниматели',
  organisation: 'юридические лица',
} as const satisfies Record<ServiceDefinition['applicants'][number], string>;

const UNITS = { working: 'рабочих дней', calendar: 'календарных дней' } as const;

function termText({ days, unit }: Pick<Term, 'days' | 'unit'>): string {
  return `${days} ${UNITS[unit]}`;
}

/** A working day is never shorter than a calendar day, so only that change of unit is known to lengthen. */
function termChanges([{ term: old }, { term: now }]: Pair): Change[] {
  if (same(old, now)) return [];
  if (now === undefined) return [harmless(['termDropped', '/term', 'Срок услуги больше не указан'])];
  const text = `Срок услуги – ${fromTo(old === undefined ? 'не указан' : termText(old), termText(now))}`;
  if (same({ ...old, stages: undefined }, { ...now, stages: undefined }))
    return [harmless(['stagesChanged', '/term/stages', 'Изменены дни, отведённые состояниям процесса'])];
  if (old !== undefined && old.days === now.days && old.unit === now.unit)
    return [harmless(['termChanged', '/term', 'Изменены правила отсчёта срока услуги'])];
  const shorter =
    old === undefined ||
    now.days < old.days ||
    (old.unit === 'working' && now.unit === 'calendar' && now.days < old.days * 2);
  return [shorter ? breaking(['termShortened', '/term', text]) : harmless(['termLengthened', '/term', text])];
}

function ruleChanges([before, after]: Pair): Change[] {
  const { removed, added, kept } = pairedTable(before.rules, after.rules);
  const [old, now] = [speechOf(before.form, before.rules), speechOf(after.form, after.rules)];
  const words = [
    ...removed.map(({ item }) => [item.code, `Условия ${name(item.value.title)} больше нет`] as const),
    ...added.map(({ item: { code, value } }) => {
      const text = `Новое условие ${name(value.title)}: ${conditionWords(value.rule, now)}`;
      return [code, text] as const;
    }),
    ...kept
      .filter((pair) => !same(pair.before.value, pair.after.value))
      .map((pair) => {
        const [was, is] = [conditionWords(pair.before.value.rule, old), conditionWords(pair.after.value.rule, now)];
        const title = `Условие ${name(pair.after.value.title)}`;
        return [
          pair.after.code,
          was === is ? `${title} названо иначе` : `${title} – теперь: ${is}; прежде: ${was}`,
        ] as const;
      }),
  ];
  return words.map(([code, text]) => harmless(['ruleChanged', at('rules', code), text]));
}

function documentChanges([before, after]: Pair): Change[] {
  const { removed, added, kept } = paired(before.documents, after.documents);
  const demanded = (needed: unknown) => needed !== undefined && needed !== false;
  const [old, now] = [speechOf(before.form, before.rules), speechOf(after.form, after.rules)];
  const always = (needed: unknown) => (needed === true ? '' : `, когда ${conditionWords(needed, now)}`);
  return [
    ...removed.map(({ item, index }) =>
      breaking(['documentRemoved', at('documents', index), `Документа ${name(item.title)} больше нет`]),
    ),
    ...added.map(({ item, index }): Change => {
      const place = at('documents', index);
      if (!demanded(item.needed)) return harmless(['documentAdded', place, `Новый документ ${name(item.title)}`]);
      return breaking([
        'documentDemanded',
        place,
        `Новый обязательный документ ${name(item.title)}${always(item.needed)}`,
      ]);
    }),
    ...kept.flatMap((pair): Change[] => {
      if (same(pair.before, pair.after)) return [];
      const place = at('documents', pair.index);
      const title = `Документ ${name(pair.after.title)}`;
      const [was, is] = [pair.before.needed, pair.after.needed];
      if (same(was, is)) return [harmless(['documentChanged', place, `${title} описан иначе`])];
      if (!demanded(is)) return [harmless(['documentChanged', place, `${title} больше не обязателен`])];
      if (!demanded(was)) return [breaking(['documentDemanded', place, `${title} стал обязательным${always(is)}`])];
      const words = whenWords({ rule: is, speech: now }, { rule: was, speech: old });
      return [breaking(['documentDemanded', place, `${title} обязателен теперь${words}`])];
    }),
  ];
}

function groundChanges([before, after]: Pair): Change[] {
  const { removed, added, kept } = paired(before.grounds, after.grounds);
  return [
    ...removed.map(({ item, index }) =>
      breaking(['groundRemoved', at('grounds', index), `Основания для отказа ${name(item.title)} больше нет`]),
    ),
    ...added.map(({ item, index }) =>
      harmless(['groundAdded', at('grounds', index), `Новое основание для отказа: ${name(item.title)}`]),
    ),
    ...kept
      .filter((pair) => !same(pair.before, pair.after))
      .map(({ before: old, after: now, index }) =>
        harmless(['groundChanged', at('grounds', index), groundWords(old, now)]),
      ),
  ];
}

type Ground = NonNullable<ServiceDefinition['grounds']>[number];

function groundWords(old: Ground, now: Ground): string {
  if (!same(old.title, now.title)) return `Основание для отказа: ${textChange(old.title, now.title)}`;
  const title = `Основание для отказа ${name(now.title)}`;
  return old.clause === now.clause
    ? `${title} применяется иначе`
    : `${title}: ссылка на закон: ${textChange(old.clause, now.clause)}`;
}

function variantChanges([{ variants: old }, { variants: now }]: Pair): Change[] {
  if (same(old, now)) return [];
  const { removed, added, kept } = paired(old?.rows, now?.rows);
  const place = (index: number) => at('variants', 'rows', index);
  return [
    ...removed.map(({ item, index }) =>
      breaking(['variantRemoved', place(index), `Варианта услуги ${name(item.title)} больше нет`]),
    ),
    ...added.map(({ item, index }) =>
      harmless(['variantAdded', place(index), `Новый вариант услуги ${name(item.title)}`]),
    ),
    ...kept.flatMap(({ before: one, after: other, index }): Change[] => {
      if (same(one, other)) return [];
      const shorter = other.term !== undefined && (one.term === undefined || other.term.days < one.term.days);
      const text = `Вариант услуги ${name(other.title)}: `;
      if (shorter) return [breaking(['termShortened', place(index), `${text}другой срок – ${other.term?.days}`])];
      return [harmless(['variantChanged', place(index), `${text}изменены обстоятельства, документы или основания`])];
    }),
  ];
}

function requestChanges([before, after]: Pair): Change[] {
  const { removed, added, kept } = paired(before.requests, after.requests);
  const place = (index: number) => at('requests', index);
  return [
    ...removed.map(({ item, index }) =>
      breaking(['requestRemoved', place(index), `Запроса ${name(item.title ?? item.code)} больше нет`]),
    ),
    ...added.map(({ item, index }) =>
      harmless(['requestAdded', place(index), `Новый запрос ${name(item.title ?? item.code)}`]),
    ),
    ...kept
      .filter((pair) => !same(pair.before, pair.after))
      .map(({ after: now, index }) =>
        harmless(['requestChanged', place(index), `Запрос ${name(now.title ?? now.code)} настроен иначе`]),
      ),
  ];
}

interface Decision {
  readonly title: Title;
  readonly message?: Title;
}

function decisionWords(old: Decision, now: Decision): string {
  const title = `Решение ${name(now.title)}`;
  if (same(old.message, now.message)) return `${title}: изменены название или документ`;
  return `${title}: сообщение заявителю: ${textChange(old.message, now.message)}`;
}

function decisionChanges([before, after]: Pair): Change[] {
  const decisions = pairedTable<Decision>({ ...before.decisions }, { ...after.decisions });
  const templates = pairedTable(before.templates, after.templates);
  return [
    ...decisions.removed.map(({ item }) =>
      breaking(['decisionRemoved', at('decisions', item.code), `Решения ${name(item.value.title)} больше нет`]),
    ),
    ...decisions.added.map(({ item }) =>
      harmless(['decisionAdded', at('decisions', item.code), `Новое решение: ${name(item.value.title)}`]),
    ),
    ...decisions.kept
      .filter((pair) => !same(pair.before, pair.after))
      .map(({ before: old, after: { code, value } }) =>
        harmless(['decisionChanged', at('decisions', code), decisionWords(old.value, value)]),
      ),
    ...[...templates.removed, ...templates.added].map(({ item }) =>
      harmless(['templateChanged', at('templates', item.code), `Другой набор документов: ${name(item.value.title)}`]),
    ),
    ...templates.kept
      .filter((pair) => !same(pair.before, pair.after))
      .map(({ after: { code, value } }) =>
        harmless(['templateChanged', at('templates', code), `Изменён документ ${name(value.title)}`]),
      ),
  ];
}

function portalChanges([{ portal: old }, { portal: now }]: Pair): Change[] {
  if (same(old, now)) return [];
  if (now === undefined) return [breaking(['portalRemoved', '/portal', 'Услуга больше не показывается на портале'])];
  return [harmless(['portalChanged', '/portal', 'Изменены статусы для портала'])];
}
