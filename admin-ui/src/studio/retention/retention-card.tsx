import { keptUntil, russianDate } from '@reglament/core/rules';
import type { Retention } from '@reglament/format';
import { Card } from '@reglament/runtime-ui/ui';
import { Radio } from 'antd';
import { ItemFields } from '../list/item-fields.tsx';
import type { ItemField } from '../list/list-spec.ts';
import type { TabProps } from '../tab-props.ts';
import { type Keep, type Keeping, keepingOf, keptAs, keptWith, withRetention } from './retention-commands.ts';

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

/** What follows from a term, in the words of what is kept. */
export interface KeptWords {
  readonly title: string;
  readonly unsaid: string;
  readonly permanent: string;
  readonly years: (last: string) => string;
}

interface RetentionFieldsProps {
  tab: TabProps;
  retention: Retention | undefined;
  /** JSON pointer of the term. */
  at: string;
  words: KeptWords;
  edit: (step: string, keep: Keep, key?: string) => void;
}

/** How long something is kept when it has ended, and what follows from it. */
export function RetentionFields({ tab, retention, at, words, edit }: RetentionFieldsProps) {
  const keeping = keepingOf(retention);
  const fields = keeping === 'years' ? [yearsField, ...basisFields] : basisFields;
  return (
    <Card title={words.title}>
      <div data-place={at}>
        <Radio.Group
          aria-label="Срок хранения"
          value={keeping}
          options={kinds}
          onChange={({ target }) => edit('Срок хранения', keptAs(target.value as Keeping))}
        />
      </div>
      {retention === undefined ? null : (
        <ItemFields
          {...{ tab, fields, at }}
          item={retention}
          title="Срок хранения"
          onChange={(step, key, value) => edit(step, keptWith(key, value), step)}
        />
      )}
      <p className="rs-sentence">{consequence(retention, words)}</p>
    </Card>
  );
}

function consequence(retention: Retention | undefined, words: KeptWords): string {
  if (retention === undefined) return words.unsaid;
  if (retention.years === undefined) return words.permanent;
  return words.years(russianDate(keptUntil(new Date().toISOString(), retention.years)));
}

const ofCases: KeptWords = {
  title: 'Хранение завершённых заявок',
  unsaid: 'Пока срок не указан, заявки хранятся без срока и уничтожить их по акту нельзя.',
  permanent: 'Завершённые заявки хранятся всегда: уничтожить их по акту нельзя.',
  years: (last) => `Заявка, завершённая сегодня, хранится по ${last}; затем её можно уничтожить по акту.`,
};

/** «Срок хранения» of a service's cases. */
export function RetentionCard(tab: TabProps) {
  const { service, edit } = tab;
  return (
    <RetentionFields
      {...{ tab }}
      retention={service.retention}
      at="/retention"
      words={ofCases}
      edit={(step, keep, key) => edit(step, (one) => withRetention(one, keep), key)}
    />
  );
}
