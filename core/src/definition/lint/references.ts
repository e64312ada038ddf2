import type { CalendarDefinition, Dictionary, ServiceDefinition } from '@reglament/format';
import { at, error, type Finding, info, warning } from '../finding.ts';
import { lintDemo } from './demo.ts';
import { lintIntake } from './intake.ts';
import type { FindKind, Known } from './known.ts';
import { lintRequestMappings } from './mapping.ts';
import type { AnyDefinition } from './places.ts';
import { lintRequestType } from './request-type.ts';
import { lintCourse } from './service-course.ts';
import { lintShape } from './structure.ts';

/** What one definition says of others, and what only its own kind demands. */
export function lintReferences(definition: AnyDefinition, known: Known, findKind: FindKind): Finding[] {
  switch (definition.kind) {
    case 'service':
      return serviceFindings(definition, known, findKind);
    case 'dictionary':
      return dictionaryFindings(definition);
    case 'calendar':
      return calendarFindings(definition);
    case 'demo':
      return lintDemo(definition, known);
    case 'requestType':
      return lintRequestType(definition, findKind);
    case 'workflow':
    case 'workplace':
      return [];
  }
}

function serviceFindings(service: ServiceDefinition, known: Known, findKind: FindKind): Finding[] {
  const found: Finding[] = [];
  const workflow = known('workflow', service.workflow);
  if (workflow === undefined) {
    found.push(
      error('unknownWorkflow', '/workflow', [
        `Процесса «${service.workflow}» нет`,
        'Загрузите процесс или исправьте код',
      ]),
    );
  }
  if (service.basis.length === 0)
    found.push(warning('noBasis', '/basis', ['Нет правового основания', 'Укажите акт и статью']));
  if (service.term === undefined)
    found.push(
      warning('noTerm', '', ['Не указан срок услуги', 'Укажите срок из регламента на вкладке «Сроки» (term)']),
    );
  // In a folder the workflow may have errors of its own, which are said where it stands.
  const sound = workflow === undefined ? undefined : lintShape(workflow).definition;
  const course = sound?.kind === 'workflow' ? lintCourse(service, sound) : [];
  return [
    ...found,
    ...course,
    ...numberFindings(service.number.template),
    ...requestFindings(service, known),
    ...lintRequestMappings(service, known, findKind),
    ...lintIntake(service, known),
    ...toVerify(service),
  ];
}

function requestFindings({ requests = [] }: ServiceDefinition, known: Known): Finding[] {
  return requests.flatMap(({ type }, index) => {
    if (known('requestType', type) !== undefined) return [];
    return [
      error('unknownRequestType', at('requests', index, 'type'), [
        `Вида запроса «${type}» нет`,
        'Загрузите вид запроса или исправьте код',
      ]),
    ];
  });
}

const numberPart = /\{(?:body|yyyy|seq(?::\d{1,2})?)\}/g;

function numberFindings(template: string): Finding[] {
  const pointer = '/number/template';
  if (/[{}]/.test(template.replace(numberPart, ''))) {
    return [error('wrongNumber', pointer, ['В номере неизвестная часть', 'Можно: {body}, {yyyy}, {seq} и {seq:6}'])];
  }
  if (/\{seq/.test(template)) return [];
  return [
    error('wrongNumber', pointer, ['В номере нет порядкового номера: номера совпадут', 'Добавьте {seq} или {seq:6}']),
  ];
}

function toVerify(service: ServiceDefinition): Finding[] {
  const lists = [
    { pointer: '/basis', list: service.basis },
    { pointer: '/grounds', list: service.grounds ?? [] },
  ];
  return lists.flatMap(({ pointer, list }) =>
    list.flatMap((item, index) =>
      item.check
        ? [
            info('toVerify', pointer + at(index), [
              'Внесено без сверки с текстом акта',
              'Сверьте и снимите отметку «Проверить» (check)',
            ]),
          ]
        : [],
    ),
  );
}

function dictionaryFindings(dictionary: Dictionary): Finding[] {
  const parents = new Map(dictionary.entries.map((entry) => [entry.code, entry.parent]));
  return dictionary.entries.flatMap((entry, index) => {
    const found: Finding[] = [];
    if (entry.parent !== undefined && !parents.has(entry.parent)) {
      found.push(
        error('unknownEntry', at('entries', index, 'parent'), [
          `Записи «${entry.parent}» нет`,
          'Исправьте код вышестоящей записи',
        ]),
      );
    }
    if (isOwnAncestor(entry.code, parents)) {
      found.push(
        error('cycle', at('entries', index, 'parent'), [
          'Запись стоит выше самой себя',
          'Исправьте код вышестоящей записи',
        ]),
      );
    }
    if (entry.from !== undefined && entry.to !== undefined && entry.from > entry.to) {
      found.push(
        error('wrongDates', at('entries', index), ['Запись кончается раньше, чем начинается', 'Исправьте даты']),
      );
    }
    return found;
  });
}

/** Stops at the first entry met twice, so that another's circle does not hold it. */
function isOwnAncestor(code: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  let parent = parents.get(code);
  while (parent !== undefined && !seen.has(parent)) {
    if (parent === code) return true;
    seen.add(parent);
    parent = parents.get(parent);
  }
  return false;
}

function calendarFindings(calendar: CalendarDefinition): Finding[] {
  const days = (['holidays', 'worked', 'shortened'] as const).flatMap((list) =>
    (calendar[list] ?? []).map((day, index) => ({ day, list, pointer: at(list, index) })),
  );
  const holidays = new Set(calendar.holidays);
  return days.flatMap(({ day, list, pointer }) => {
    if (!day.startsWith(`${calendar.year}-`)) {
      return [
        error('wrongYear', pointer, [`День ${day} не из ${calendar.year} года`, 'Перенесите в календарь своего года']),
      ];
    }
    if (list === 'worked' && holidays.has(day)) {
      return [error('wrongDay', pointer, [`День ${day} назван и рабочим, и выходным`, 'Оставьте одно'])];
    }
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (list !== 'worked' || weekday === 0 || weekday === 6) return [];
    return [warning('wrongDay', pointer, [`${day} и так рабочий день`, 'Уберите его из worked'])];
  });
}
