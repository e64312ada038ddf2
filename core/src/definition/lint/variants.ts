import type { ServiceDefinition, ServiceVariant, VariantTable } from '@reglament/format';
import { checkTable, type Domain, mostCombinations, type TableCheck } from '../../variant/check-table.ts';
import { combinationText, ownValues, titleOfItem } from '../../variant/domain.ts';
import { isFact } from '../../variant/profile.ts';
import { at, error, type Finding, info, warning } from '../finding.ts';
import type { Known } from './known.ts';

type WithVariants = ServiceDefinition & { readonly variants: VariantTable };

/** The table of variants: its circumstances, what its rows name, combinations that none or several of them are for. */
export function lintVariants(service: ServiceDefinition, known: Known): Finding[] {
  if (service.variants === undefined) return [];
  const whole = { ...service, variants: service.variants };
  const profile = whole.variants.by.flatMap((item, index) => profileFindings(whole, item, index));
  const domains = domainsOf(whole, known);
  const rows = whole.variants.rows.flatMap((row, index) => rowFindings(whole, { row, index, domains }));
  const named = [...profile, ...rows];
  // Of a table that names what there is not, gaps and overlaps would say nothing.
  if (named.some(({ level }) => level === 'error')) return named;
  return [...named, ...tableFindings(whole, domains), ...toVerify(whole.variants.rows)];
}

function profileFindings(service: WithVariants, item: string, index: number): Finding[] {
  const pointer = at('variants', 'by', index);
  const found: Finding[] = [];
  if (!service.variants.rows.some(({ when }) => when !== undefined && Object.hasOwn(when, item))) {
    const text = ['Ни одна строка не смотрит на это обстоятельство', 'Уберите его из by'] as const;
    found.push(warning('unusedProfile', pointer, text));
  }
  if (isFact(item)) return found;
  const schema = service.form.schema.properties[item];
  if (schema === undefined) {
    const text = [`Поля «${item}» нет в форме`, 'Исправьте код поля или добавьте поле'] as const;
    return [...found, error('unknownField', pointer, text)];
  }
  const isRequired = service.form.schema.required?.includes(item) || service.form.ui?.[item]?.required === true;
  if (schema.type !== 'boolean' && !isRequired) {
    const text = [
      `Вопрос «${item}» можно оставить без ответа, а от него зависит вариант`,
      'Сделайте поле обязательным',
    ];
    found.push(error('profileNotRequired', pointer, text as [string, string]));
  }
  if (ownValues(service, item) === undefined && service.form.ui?.[item]?.dictionary === undefined) {
    const todo = 'Задайте полю варианты (oneOf, enum) или справочник либо сделайте его отметкой';
    found.push(error('openProfile', pointer, [`У поля «${item}» нет закрытого списка значений`, todo]));
  }
  return found;
}

function domainsOf(service: WithVariants, known: Known): Domain[] {
  return service.variants.by.map((item) => {
    const dictionary = known('dictionary', service.form.ui?.[item]?.dictionary ?? '');
    const values = ownValues(service, item) ?? dictionary?.entries?.map(({ code }) => code) ?? [];
    return { item, values };
  });
}

interface RowPlace {
  readonly row: ServiceVariant;
  readonly index: number;
  readonly domains: readonly Domain[];
}

function rowFindings(service: WithVariants, place: RowPlace): Finding[] {
  const { row, index } = place;
  const pointer = at('variants', 'rows', index);
  const found = [...whenFindings(service, place, pointer), ...codeFindings(service, row, pointer)];
  if (row.when === undefined && index < service.variants.rows.length - 1) {
    const text = ['Строка без условий закрывает остальные', 'Поставьте её последней: она для всех остальных сочетаний'];
    found.push(error('unreachableRow', pointer, text as [string, string]));
  }
  return found;
}

function whenFindings(service: WithVariants, { row, domains }: RowPlace, pointer: string): Finding[] {
  return Object.entries(row.when ?? {}).flatMap(([item, values]) => {
    const place = `${pointer}/when${at(item)}`;
    const domain = domains.find((one) => one.item === item);
    if (domain === undefined) {
      const text = [`Обстоятельство «${item}» не названо в by`, 'Добавьте его в by или исправьте код'] as const;
      return [error('unknownField', place, text)];
    }
    return values.flatMap((value, position) => {
      if (value === null ? !isFact(item) : domain.values.includes(value)) return [];
      const message = `У обстоятельства «${titleOfItem(service, item)}» нет значения «${String(value)}»`;
      return [error('neverMatches', place + at(position), [message, 'Исправьте значение'])];
    });
  });
}

function codeFindings(service: WithVariants, row: ServiceVariant, pointer: string): Finding[] {
  const documents = new Set(service.documents.map(({ code }) => code));
  const requests = new Set((service.requests ?? []).map(({ code }) => code));
  const grounds = new Set((service.grounds ?? []).map(({ code }) => code));
  const unknown = (place: string, code: string, list: string) =>
    error('unknownCode', pointer + place, [`Кода «${code}» нет среди ${list} услуги`, 'Исправьте код']);
  return [
    ...(row.documents ?? []).flatMap(({ code }, index) =>
      documents.has(code) ? [] : [unknown(at('documents', index, 'code'), code, 'документов')],
    ),
    ...(row.requests ?? []).flatMap((code, index) =>
      requests.has(code) ? [] : [unknown(at('requests', index), code, 'запросов')],
    ),
    ...(row.grounds ?? []).flatMap((code, index) =>
      grounds.has(code) ? [] : [unknown(at('grounds', index), code, 'оснований для отказа')],
    ),
    ...(row.grounds?.length === 0
      ? [
          warning('refusalWithoutGround', `${pointer}/grounds`, [
            'У варианта нет оснований для отказа: отказать будет нельзя',
            'Перечислите основания или не выбирайте их вовсе (без grounds): тогда подойдут все основания услуги',
          ]),
        ]
      : []),
  ];
}

function tableFindings(service: WithVariants, domains: readonly Domain[]): Finding[] {
  const check = checkTable(service, domains);
  if (check === undefined) {
    const text = [`Сочетаний обстоятельств больше ${mostCombinations}`, 'Уберите часть обстоятельств'] as const;
    return [error('tooMany', '/variants/by', text)];
  }
  return [...gapFindings(service, check), ...overlapFindings(service, check), ...idleFindings(check)];
}

const shownCombinations = 5;

function gapFindings(service: WithVariants, { gaps }: TableCheck): Finding[] {
  if (gaps.length === 0) return [];
  const shown = gaps.slice(0, shownCombinations).map((one) => `(${combinationText(service, one)})`);
  const rest = gaps.length > shown.length ? ` и ещё ${gaps.length - shown.length}` : '';
  const message = `Ни один вариант не подходит для сочетаний: ${shown.join(', ')}${rest}`;
  return [
    error('variantGap', '/variants/rows', [
      message,
      'Добавьте вариант или последнюю строку для остальных случаев (без when)',
    ]),
  ];
}

function overlapFindings(service: WithVariants, { overlaps }: TableCheck): Finding[] {
  return overlaps.map(({ rows: [first, second], at: combination }) => {
    const code = service.variants.rows[first]?.code ?? '';
    const message = `Вариант пересекается с вариантом «${code}»: оба подходят для (${combinationText(service, combination)})`;
    return error('variantOverlap', at('variants', 'rows', second), [message, 'Разведите их значения']);
  });
}

function idleFindings({ idle }: TableCheck): Finding[] {
  return idle.map((index) =>
    warning('unreachableRow', at('variants', 'rows', index), [
      'Под этот вариант не подходит ни одно сочетание',
      'Удалите его или исправьте условия других',
    ]),
  );
}

function toVerify(rows: readonly ServiceVariant[]): Finding[] {
  return rows.flatMap(({ check }, index) =>
    check
      ? [
          info('toVerify', at('variants', 'rows', index), [
            'Внесено без сверки с текстом акта',
            'Сверьте и снимите отметку «Проверить» (check)',
          ]),
        ]
      : [],
  );
}
