import { titleOfItem } from '@reglament/core/rules';
import type { ServiceVariant } from '@reglament/format';
import { Button, Select } from 'antd';
import { CommittedInput } from '../committed-input.tsx';
import type { TabProps } from '../tab-props.ts';
import { russian, withRussian } from '../words.ts';
import { valueChoices } from './circumstances.ts';
import { changeVariant, moveVariant, removeVariant, setValues } from './variant-commands.ts';

export interface VariantProps {
  tab: TabProps;
  row: ServiceVariant;
  index: number;
}

interface VariantRowProps extends VariantProps {
  open: boolean;
  onOpen: () => void;
}

/** One variant: for which circumstances it is, and in short what it gives. */
export function VariantRow({ tab, row, index, open, onOpen }: VariantRowProps) {
  const { service, edit, problemAt } = tab;
  const title = russian(row.title);
  const last = (service.variants?.rows.length ?? 0) - 1;
  const problem = problemAt(`/variants/rows/${index}`);
  return (
    <tr data-place={`/variants/rows/${index}`} className={problem ? 'rs-variant-wrong' : undefined}>
      <td data-label="Вариант">
        <CommittedInput
          label={`Вариант ${index + 1}`}
          value={title}
          multiline
          wrong={problem}
          onCommit={(text) =>
            edit('Название варианта', (one) => changeVariant(one, row.code, { title: withRussian(row.title, text) }))
          }
        />
      </td>
      {(service.variants?.by ?? []).map((item) => (
        <td key={item} data-label={titleOfItem(service, item)}>
          <Values {...{ tab, row, index, item }} />
        </td>
      ))}
      <td data-label="Что даёт">
        <Button size="small" aria-expanded={open} aria-label={`${outcomeWords(tab, row)}: ${title}`} onClick={onOpen}>
          {outcomeWords(tab, row)}
        </Button>
      </td>
      <td data-label="Порядок">
        <span className="rs-acts">
          <Button
            size="small"
            aria-label={`↑ Выше: ${title}`}
            disabled={index === 0}
            onClick={() => edit('Перемещён вариант', (one) => moveVariant(one, row.code, -1))}
          >
            ↑
          </Button>
          <Button
            size="small"
            aria-label={`↓ Ниже: ${title}`}
            disabled={index === last}
            onClick={() => edit('Перемещён вариант', (one) => moveVariant(one, row.code, 1))}
          >
            ↓
          </Button>
          <Button
            size="small"
            danger
            aria-label={`× Удалить: ${title}`}
            onClick={() => edit(`Удалён вариант: ${title}`, (one) => removeVariant(one, row.code))}
          >
            ×
          </Button>
        </span>
      </td>
    </tr>
  );
}

function Values({ tab, row, index, item }: VariantProps & { item: string }) {
  const { service, edit } = tab;
  const choices = valueChoices(service, item);
  const title = titleOfItem(service, item);
  return (
    <Select<string[]>
      className="rs-wide"
      mode={service.form.ui?.[item]?.dictionary === undefined ? 'multiple' : 'tags'}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      aria-label={`${title}, вариант ${index + 1}`}
      data-place={`/variants/rows/${index}/when/${item}`}
      placeholder="любое"
      value={(row.when?.[item] ?? []).map((value) => JSON.stringify(value))}
      options={choices.map(({ key, label }) => ({ value: key, label }))}
      onChange={(keys) => {
        // A code of a dictionary that was typed has no choice yet.
        const values = keys.map((key) => {
          const known = choices.find((one) => one.key === key);
          return known === undefined ? key : known.value;
        });
        edit(`${title}: ${russian(row.title)}`, (one) =>
          changeVariant(one, row.code, { when: setValues(row, item, values).when }),
        );
      }}
    />
  );
}

function outcomeWords({ service }: TabProps, { documents, term, requests, grounds }: ServiceVariant): string {
  const parts = [
    ...(documents === undefined ? [] : [`документов ${documents.length} из ${service.documents.length}`]),
    ...(requests === undefined ? [] : [`запросов ${requests.length}`]),
    ...(grounds === undefined ? [] : [`оснований ${grounds.length}`]),
    ...(term === undefined ? [] : [`срок ${term.days} дн.`]),
  ];
  return parts.length === 0 ? 'Как у услуги' : parts.join(', ');
}
