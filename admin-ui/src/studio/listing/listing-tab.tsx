import type { ProcedureSpec, ServiceDefinition } from '@reglament/format';
import { Card } from '@reglament/runtime-ui/ui';
import { Checkbox } from 'antd';
import { firstWords } from '../first-words.ts';
import { ItemFields } from '../list/item-fields.tsx';
import type { ItemField } from '../list/list-spec.ts';
import { cleaned } from '../list-commands.ts';
import { phases } from '../phases.ts';
import type { TabProps } from '../tab-props.ts';
import { ValueEditor } from './value-editor.tsx';

const columns = [
  { code: 'address', title: 'Столбец «Адрес»' },
  { code: 'subject', title: 'О чём заявка' },
] as const;

const listed: readonly ItemField<ServiceDefinition>[] = [
  {
    kind: 'choices',
    key: 'procedures',
    label: 'Процедуры, которые можно начать по заявке',
    otherwise: 'Никакие',
    options: ({ procedures, service }) => procedures.filter(({ value }) => value !== service.code),
  },
];

const procedure: readonly ItemField<ProcedureSpec>[] = [
  { kind: 'title', key: 'button', label: 'Кнопка на карточке заявки' },
  { kind: 'choices', key: 'phases', label: 'В каких фазах заявки её можно начать', options: () => phases },
  {
    kind: 'choices',
    key: 'decisions',
    label: 'По каким опубликованным решениям заявки',
    options: () => [
      { value: 'grant', label: 'Предоставить услугу' },
      { value: 'refuse', label: 'Отказать в услуге' },
      { value: 'reject', label: 'Отказать в приёме документов' },
      { value: 'dismiss', label: 'Вернуть без рассмотрения' },
    ],
  },
  { kind: 'mark', key: 'undecided', label: 'Можно начать и пока решения по заявке нет' },
  {
    kind: 'mark',
    key: 'impartial',
    label: 'Рассматривает и утверждает не тот, кто был исполнителем заявки или решал по ней',
  },
  {
    kind: 'title',
    key: 'impartialBasis',
    label: 'По какой норме: её назовёт «Почему нельзя»',
    optional: true,
  },
  {
    kind: 'choice',
    key: 'outcome',
    label: 'Что будет, когда процедура одобрена',
    otherwise: 'Только её собственное решение',
    options: () => [
      { value: 'duplicate', label: 'Выдать копии документов решения' },
      { value: 'revoke', label: 'Отменить решение' },
    ],
  },
];

/** «Список и процедуры»: what the list of applications shows of an answer, and what can be begun on an application. */
export function ListingTab(tab: TabProps) {
  const { service, edit } = tab;
  return (
    <div className="rs-columns">
      <Card title="Список заявок">
        {columns.map(({ code, title }) => (
          <ValueEditor
            key={code}
            {...{ tab, label: title, place: `/columns/${code}` }}
            otherwise="Пусто"
            value={service.columns?.[code]}
            onChange={(value) => edit(title, (one) => withColumn(one, code, value as never))}
          />
        ))}
      </Card>
      <Card title="Процедуры">
        {service.procedure === undefined ? (
          <ItemFields
            {...{ tab, item: service, at: '', title: '', fields: listed }}
            onChange={(step, key, value) => edit(step, (one) => cleaned({ ...one, [key]: value }))}
          />
        ) : null}
        <Checkbox
          checked={service.procedure !== undefined}
          onChange={({ target }) =>
            edit('Услуга – процедура', (one) => cleaned({ ...one, procedure: target.checked ? fresh : undefined }))
          }
        >
          Это процедура: её начинают с карточки заявки
        </Checkbox>
        {service.procedure === undefined ? null : (
          <ItemFields
            {...{ tab, item: service.procedure, at: '/procedure', title: '', fields: fieldsOf(service.procedure) }}
            onChange={(step, key, value) =>
              edit(step, (one) => ({ ...one, procedure: cleaned({ ...(one.procedure ?? fresh), [key]: value }) }))
            }
          />
        )}
      </Card>
    </div>
  );
}

/** Nothing is founded on a law that is not asked for. */
function fieldsOf({ impartial, impartialBasis }: ProcedureSpec): typeof procedure {
  const isAsked = impartial === true || impartialBasis !== undefined;
  return procedure.filter(({ key }) => isAsked || key !== 'impartialBasis');
}

const fresh: ProcedureSpec = { button: firstWords.procedure, phases: ['granted'], decisions: ['grant'] };

function withColumn(service: ServiceDefinition, code: 'address' | 'subject', value: never): ServiceDefinition {
  const own = cleaned({ ...service.columns, [code]: value });
  return cleaned({ ...service, columns: Object.keys(own).length === 0 ? undefined : own });
}
