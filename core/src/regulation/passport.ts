import type { LegalBasis, ServiceDefinition } from '@reglament/format';
import { quoted } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import { type Chapter, type Clause, listing, sentence } from './clause.ts';
import type { Subject } from './subject.ts';

const APPLICANTS = {
  person: 'физические лица',
  soleTrader: 'индивидуальные предприниматели',
  organisation: 'юридические лица',
} as const satisfies Record<ServiceDefinition['applicants'][number], string>;

/** Written beside whatever nobody has compared with the text of the act. */
export const CHECK = ' [проверить]';

export function passportChapter({ service, workflow, procedures }: Subject): Chapter {
  const { description, basis, applicants, approval, number } = service;
  const clauses: Clause[] = [
    { key: 'title', text: `Полное название услуги: ${sentence(titleOf(service.title))}` },
    ...(service.shortTitle === undefined
      ? []
      : [{ key: 'shortTitle', text: `Краткое название: ${sentence(titleOf(service.shortTitle))}` }]),
    ...(description === undefined ? [] : [{ key: 'description', text: sentence(titleOf(description)) }]),
    ...listing('basis', 'Правовые основания предоставления услуги:', basis.map(basisText)),
    ...listing(
      'applicants',
      'За услугой могут обратиться:',
      applicants.map((kind) => APPLICANTS[kind]),
    ),
    {
      key: 'workflow',
      text: `Порядок предоставления: ${workflow === undefined ? `процесс «${service.workflow}», которого нет` : `процесс ${quoted(titleOf(workflow.title))}`}.`,
    },
    {
      key: 'approval',
      text: approval
        ? 'Решение по заявлению утверждает второе должностное лицо.'
        : 'Решение по заявлению принимает исполнитель, утверждение не требуется.',
    },
    { key: 'number', text: numberText(number) },
    ...listing(
      'procedures',
      'По заявлению можно начать процедуры – когда решение принято, если не сказано иного:',
      (service.procedures ?? []).map((code) => {
        const found = procedures[code];
        if (found === undefined) return `«${code}», которой нет`;
        return `${titleOf(found.title)}${whenAndWho(found.procedure)}`;
      }),
    ),
  ];
  return { key: 'passport', title: 'Общие положения', clauses };
}

/** What sets one procedure apart from the others. */
function whenAndWho(procedure: ServiceDefinition['procedure']): string {
  const said = [
    ...(procedure?.undecided ? ['и пока решения нет'] : []),
    ...(procedure?.impartial ? [impartialText(procedure)] : []),
  ];
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

function impartialText({ impartialBasis }: NonNullable<ServiceDefinition['procedure']>): string {
  const norm = impartialBasis === undefined ? '' : `: ${titleOf(impartialBasis)}`;
  return `рассматривает и утверждает не тот, кто был исполнителем заявки или решал по ней${norm}`;
}

function basisText({ title, clause, check }: LegalBasis): string {
  return `${title}${clause === undefined ? '' : `, ${clause}`}${check ? CHECK : ''}`;
}

function numberText({ template, series }: ServiceDefinition['number']): string {
  const parts = template
    .replaceAll('{body}', '<мнемоника органа>')
    .replaceAll('{yyyy}', '<год>')
    .replaceAll(/\{seq:(\d+)\}/g, (_, digits: string) => `<порядковый номер не короче ${digits} знаков>`)
    .replaceAll('{seq}', '<порядковый номер>');
  const own = series === undefined ? '' : ' Ряд номеров у этой услуги отдельный.';
  return `Номер заявления составляется так: ${parts}. Нумерация без пропусков, в каждом году с начала.${own}`;
}
