import type { Effect, WorkflowAction } from '@reglament/format';
import { Button, Checkbox, Select } from 'antd';
import { CommittedInput } from '../committed-input.tsx';
import { firstWords } from '../first-words.ts';
import { optionalRussian, russian, withRussian } from '../words.ts';
import { assignWords, decisionWords, effectWords } from './workflow-words.ts';

interface EffectListProps {
  effects: readonly Effect[];
  problemAt: (index: number) => string | undefined;
  onChange: (label: string, effects: WorkflowAction['effects']) => void;
}

/** What happens when the action is done, in this order. */
export function EffectList({ effects, problemAt, onChange }: EffectListProps) {
  return (
    <fieldset className="rs-condition">
      <legend className="rg-field-label">Что происходит</legend>
      {effects.length === 0 ? <p className="rg-muted">Только меняется состояние.</p> : null}
      <ol className="rs-list rs-wide">
        {effects.map((effect, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an effect is its place
          <li key={index} className="rp-effect">
            <div className="rs-row">
              <strong>{effectWords[effect.effect]}</strong>
              <Button
                size="small"
                aria-label={`Удалить: ${effectWords[effect.effect]}`}
                onClick={() => onChange('Удалено следствие', effects.toSpliced(index, 1) as WorkflowAction['effects'])}
              >
                Удалить
              </Button>
            </div>
            <EffectFields
              effect={effect}
              onChange={(next) => onChange('Следствие', effects.with(index, next) as WorkflowAction['effects'])}
            />
            {problemAt(index) ? <p className="rg-error">{problemAt(index)}</p> : null}
          </li>
        ))}
      </ol>
      <Select
        className="rs-wide"
        aria-label="Добавить следствие"
        placeholder="Добавить следствие…"
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        options={Object.entries(effectWords).map(([value, label]) => ({ value, label }))}
        onChange={(name: Effect['effect'] | null) =>
          name !== null && onChange(`Добавлено следствие: ${effectWords[name]}`, [...effects, blankEffect(name)])
        }
      />
    </fieldset>
  );
}

function blankEffect(effect: Effect['effect']): Effect {
  switch (effect) {
    case 'assign':
      return { effect, to: 'me' };
    case 'decide':
      return { effect, kind: 'grant' };
    case 'notify':
    case 'sendBack':
      return { effect, message: firstWords.told };
    default:
      return { effect };
  }
}

function EffectFields({ effect, onChange }: { effect: Effect; onChange: (effect: Effect) => void }) {
  switch (effect.effect) {
    case 'assign':
      return (
        <Words
          label="Кого назначить"
          words={assignWords}
          value={effect.to}
          onChange={(to) => onChange({ ...effect, to })}
        />
      );
    case 'decide':
      return (
        <Words
          label="Какое решение"
          words={decisionWords}
          value={effect.kind}
          onChange={(kind) => onChange({ ...effect, kind })}
        />
      );
    case 'register':
      return (
        <Checkbox
          checked={effect.incomplete === true}
          onChange={({ target }) => onChange({ effect: 'register', ...(target.checked ? { incomplete: true } : {}) })}
        >
          Только номер, без полной проверки и срока
        </Checkbox>
      );
    case 'publish':
      return (
        <Checkbox
          checked={effect.rendered === true}
          onChange={({ target }) => onChange({ effect: 'publish', ...(target.checked ? { rendered: true } : {}) })}
        >
          Тот документ, что уже составлен и подписан
        </Checkbox>
      );
    case 'notify':
    case 'sendBack':
      return (
        <CommittedInput
          label="Сообщение заявителю"
          multiline
          value={russian(effect.message)}
          onCommit={(text) => onChange({ ...effect, message: withRussian(effect.message, text) })}
        />
      );
    case 'pause':
    case 'resume':
      return <Reason effect={effect} onChange={onChange} />;
    default:
      return null;
  }
}

type WithReason = Extract<Effect, { effect: 'pause' | 'resume' }>;

function Reason({ effect, onChange }: { effect: WithReason; onChange: (effect: Effect) => void }) {
  return (
    <CommittedInput
      label="Причина"
      hint="Пусто – комментарий действия или его название"
      value={russian(effect.reason)}
      onCommit={(text) => {
        const reason = optionalRussian(effect.reason, text);
        onChange({ effect: effect.effect, ...(reason === undefined ? {} : { reason }) });
      }}
    />
  );
}

interface WordsProps<Value extends string> {
  label: string;
  words: Readonly<Record<Value, string>>;
  value: Value;
  onChange: (value: Value) => void;
}

function Words<Value extends string>({ label, words, value, onChange }: WordsProps<Value>) {
  const options = Object.entries<string>(words).map(([own, title]) => ({ value: own as Value, label: title }));
  return <Select<Value> className="rs-wide" aria-label={label} value={value} options={options} onChange={onChange} />;
}
