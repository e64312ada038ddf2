import { keptUntil, russianDate } from '@reglament/core/rules';
import type { Retention } from '@reglament/format';
import { Card } from '@reglament/runtime-ui/ui';
import { Radio } from 'antd';
import { ItemFields } from '../list/item-fields.tsx';
import type { ItemField } from '../list/list-spec.ts';
import type { TabProps } from '../tab-props.ts';
import { type Keeping, keepingOf, withKeeping, withKept } from './retention-commands.ts';

const kinds: { value: Keeping; label: string }[] = [
  { value: 'unsaid', label: 'Не указан' },
  { value: 'years', label: 'Несколько лет' },
  { value: 'permanent', label: 'Постоянно' },
];

const yearsField: ItemField<Retention> = {
  ...{ kind: 'number', key: 'years', step: 'Сколько лет хранить', label: 'Сколько лет' },
  ...{ min: 1, max: 100 },
};

const basisFields: readonly ItemField<Retention>[] = [
  {
    kind: 'text',
    key: 'basis',
    step: 'Основание срока хранения',
    label: 'На каком основании',
    multiline: true,
    hint: 'Номенклатура дел органа, статья перечня архивных документов',
  },
  { kind: 'mark', key: 'check', step: 'Проверить', label: 'Проверить: внесено без сверки с текстом акта' },
];

/** «Срок хранения»: how long cases are kept when they have ended, and what follows from it. */
export function RetentionCard(tab: TabProps) {
  const { service, edit } = tab;
  const { retention } = service;
  const keeping = keepingOf(retention);
  const fields = keeping === 'years' ? [yearsField, ...basisFields] : basisFields;
  return (
    <Card title="Хранение завершённых заявок">
      <div data-place="/retention">
        <Radio.Group
          aria-label="Срок хранения"
          value={keeping}
          options={kinds}
          onChange={({ target }) => edit('Срок хранения', (one) => withKeeping(one, target.value as Keeping))}
        />
      </div>
      {retention === undefined ? null : (
        <ItemFields
          {...{ tab, fields }}
          item={retention}
          at="/retention"
          title="Срок хранения"
          onChange={(step, key, value) => edit(step, (one) => withKept(one, key, value), step)}
        />
      )}
      <p className="rs-sentence">{consequence(retention)}</p>
    </Card>
  );
}

function consequence(retention: Retention | undefined): string {
  if (retention === undefined) return 'Пока срок не указан, заявки хранятся без срока и уничтожить их по акту нельзя.';
  if (retention.years === undefined) return 'Завершённые заявки хранятся всегда: уничтожить их по акту нельзя.';
  const last = russianDate(keptUntil(new Date().toISOString(), retention.years));
  return `Заявка, завершённая сегодня, хранится по ${last}; затем её можно уничтожить по акту.`;
}
