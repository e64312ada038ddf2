import type { ServiceDefinition, ServiceVariant } from '@reglament/format';
import { quoted } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import { titleOfItem, titleOfValue } from '../variant/domain.ts';
import type { Chapter, Clause } from './clause.ts';
import { CHECK } from './passport.ts';
import type { Subject } from './subject.ts';
import { daysText } from './term.ts';

export function variantsChapter({ service }: Subject): Chapter {
  const { variants } = service;
  const title = 'Варианты предоставления услуги';
  if (variants === undefined) return { key: 'variants', title, clauses: [] };
  const by = variants.by.map((item) => `«${titleOfItem(service, item)}»`).join(', ');
  const first = { key: 'by', text: `Вариант определяется обстоятельствами: ${by}.` };
  return { key: 'variants', title, clauses: [first, ...variants.rows.map((row) => variantClause(row, service))] };
}

function variantClause(row: ServiceVariant, service: ServiceDefinition): Clause {
  const items = [
    `Обстоятельства: ${circumstances(row, service)}.`,
    `Документы: ${
      named(
        row.documents?.map(({ code }) => code),
        service.documents,
      ) ?? 'все документы услуги'
    }.`,
    ...neededText(row, service),
    `Запросы: ${named(row.requests, service.requests ?? []) ?? 'все запросы услуги'}.`,
    `Срок: ${row.term === undefined ? 'срок услуги' : daysText(row.term)}.`,
    `Основания для отказа: ${named(row.grounds, service.grounds ?? []) ?? 'все основания услуги'}.`,
  ];
  return { key: row.code, text: `Вариант ${quoted(titleOf(row.title))}.${row.check ? CHECK : ''}`, items };
}

function circumstances({ when }: ServiceVariant, service: ServiceDefinition): string {
  if (when === undefined) return 'все остальные';
  const parts = Object.entries(when).map(
    ([item, values]) =>
      `${titleOfItem(service, item)} – ${values.map((value) => titleOfValue(service, item, value)).join(' или ')}`,
  );
  return parts.join('; ');
}

function neededText({ documents = [] }: ServiceVariant, service: ServiceDefinition): string[] {
  const needed = documents.filter((one) => one.needed).map(({ code }) => code);
  return needed.length === 0 ? [] : [`Из них обязательны: ${named(needed, service.documents)}.`];
}

interface Coded {
  readonly code: string;
  readonly title?: ServiceDefinition['title'];
}

function named(codes: readonly string[] | undefined, known: readonly Coded[]): string | undefined {
  if (codes === undefined) return undefined;
  if (codes.length === 0) return 'нет';
  const titles = new Map(known.map(({ code, title }) => [code, title]));
  const words = codes.map((code) => {
    const title = titles.get(code);
    return title === undefined ? code : titleOf(title);
  });
  return words.map((word) => `«${word}»`).join(', ');
}
