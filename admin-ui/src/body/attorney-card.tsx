import { attorneyPlaces, placeTitles, standardPlaces } from '@reglament/core/rules';
import { announce, Card, Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { problemOf } from '../field/problem-of.ts';
import { TextInput } from '../field/text-input.tsx';
import { type AttorneyRules, type BodyDetails, setAttorneyRules } from './body-queries.ts';

interface AttorneyRulesCardProps {
  details: BodyDetails;
  onDone: (details: BodyDetails) => void;
}

/** By which powers of attorney the body's people sign. */
export function AttorneyRulesCard({ details, onDone }: AttorneyRulesCardProps) {
  const { organisation, attorneyRules, canManage } = details;
  const [rules, setRules] = useState(attorneyRules);
  const save = useMutation({
    mutationFn: () => setAttorneyRules(organisation.id, rules),
    onSuccess: (fresh) => {
      onDone(fresh);
      setRules(fresh.attorneyRules);
      announce('Правила доверенностей сохранены');
    },
  });
  const change = (part: Partial<AttorneyRules>) => setRules((before) => ({ ...before, ...part }));
  const disabled = !canManage || save.isPending;
  return (
    <Card
      title="Доверенности (МЧД)"
      description="Доверенность из профиля сверяется с подписывающим, с ведомством и с сегодняшним днём."
    >
      <TextInput
        label="ИНН ведомства"
        hint="Доверитель с другим ИНН – чужой; пусто – не сверять"
        maxLength={20}
        disabled={disabled}
        value={rules.inn ?? ''}
        problem={problemOf(save.error, 'inn')}
        onChange={(inn) => change({ inn: inn === '' ? null : inn })}
      />
      <Radio.Group
        aria-label="Если доверенность не годится"
        disabled={disabled}
        value={rules.strict ? 'refuse' : 'warn'}
        options={[
          { value: 'warn', label: 'Предупреждать: подпись встаёт, замечание видно при ней' },
          { value: 'refuse', label: 'Отказывать: не подписывать' },
        ]}
        onChange={({ target }) => change({ strict: target.value === 'refuse' })}
      />
      <Places rules={rules} disabled={disabled} failure={save.error} onChange={change} />
      {canManage ? (
        <Button
          disabled={JSON.stringify(rules) === JSON.stringify(attorneyRules)}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          Сохранить правила
        </Button>
      ) : null}
      {save.error ? <Notice tone="error">{save.error.message}</Notice> : null}
    </Card>
  );
}

const placesHint =
  'Пути XPath для формата, который система не знает, например //СвДов/@НомДовер. Пустые ищутся там, где они в форматах ФНС 002 и 003; эти места проверьте по действующему формату.';

interface PlacesProps {
  rules: AttorneyRules;
  disabled: boolean;
  failure: Error | null;
  onChange: (part: Partial<AttorneyRules>) => void;
}

/** For a format that the platform does not know; the known ones need nothing. */
function Places({ rules: { places }, disabled, failure, onChange }: PlacesProps) {
  return (
    <details className="ra-attorney-places">
      <summary>Где что искать в файле</summary>
      <p className="rg-hint">{placesHint}</p>
      {attorneyPlaces.map((place) => (
        <TextInput
          key={place}
          label={placeTitles[place]}
          hint={standardPlaces[place]}
          maxLength={300}
          disabled={disabled}
          value={places[place] ?? ''}
          problem={problemOf(failure, `places/${place}`)}
          onChange={(path) => {
            const { [place]: _before, ...others } = places;
            onChange({ places: path === '' ? others : { ...others, [place]: path } });
          }}
        />
      ))}
    </details>
  );
}
