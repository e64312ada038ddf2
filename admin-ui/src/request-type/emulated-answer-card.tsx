import type { EmulatedAnswer, RequestType } from '@reglament/format';
import { Button, InputNumber, Radio } from 'antd';
import { useId } from 'react';
import { CommittedInput } from '../studio/committed-input.tsx';
import { firstWords } from '../studio/first-words.ts';
import { AnswerConditions } from './answer-conditions.tsx';
import { FormPreview } from './form-preview.tsx';

type Outcome = 'answer' | 'refuse' | 'silence';

const outcomes: { value: Outcome; label: string }[] = [
  { value: 'answer', label: 'Сведения' },
  { value: 'refuse', label: 'Отказ' },
  { value: 'silence', label: 'Молчание' },
];

interface CardProps {
  number: number;
  played: EmulatedAnswer;
  type: RequestType;
  first: boolean;
  last: boolean;
  onChange: (label: string, next: EmulatedAnswer, key?: string) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One answer of the emulator: when it fits and what is said. */
export function EmulatedAnswerCard({ number, played, type, first, last, onChange, onMove, onRemove }: CardProps) {
  const { title } = played;
  const outcome: Outcome = played.silence ? 'silence' : played.refuse === undefined ? 'answer' : 'refuse';
  const seconds = useId();
  return (
    <section className="rg-card rs-item" aria-label={`Ответ эмулятора: ${title}`}>
      <div className="rs-item-head">
        <h2>
          {number + 1}. {title}
        </h2>
        <span className="rs-acts">
          <Button size="small" aria-label={`↑ Выше: ${title}`} disabled={first} onClick={() => onMove(-1)}>
            ↑
          </Button>
          <Button size="small" aria-label={`↓ Ниже: ${title}`} disabled={last} onClick={() => onMove(1)}>
            ↓
          </Button>
          <Button size="small" danger aria-label={`Удалить: ${title}`} onClick={onRemove}>
            Удалить
          </Button>
        </span>
      </div>
      <CommittedInput
        label="Название ответа"
        value={title}
        maxLength={200}
        onCommit={(text) => onChange('Название ответа', { ...played, title: text })}
      />
      <AnswerConditions played={played} type={type} onChange={onChange} />
      <Radio.Group
        aria-label={`Исход: ${title}`}
        value={outcome}
        options={outcomes}
        onChange={(event) => onChange(`Исход: ${title}`, withOutcome(played, event.target.value as Outcome))}
      />
      {outcome === 'refuse' ? (
        <CommittedInput
          label="Причина отказа"
          value={played.refuse ?? ''}
          maxLength={1000}
          onCommit={(refuse) => onChange('Причина отказа', { ...played, refuse })}
        />
      ) : null}
      {outcome === 'silence' ? null : (
        <div className="rs-columns">
          <CommittedInput
            label="Что сказать до ответа"
            value={played.interim ?? ''}
            maxLength={1000}
            hint="Пусто – ничего: ответ придёт сразу"
            onCommit={(text) => {
              const { interim: _before, ...rest } = played;
              onChange('Промежуточный ответ', text.trim() === '' ? rest : { ...rest, interim: text });
            }}
          />
          <div className="rg-field">
            <div className="rg-field-label">
              <label htmlFor={seconds}>Ответить через, секунд</label>
            </div>
            <InputNumber
              id={seconds}
              min={0}
              max={864_000}
              value={played.afterSeconds ?? null}
              onChange={(value) => {
                const { afterSeconds: _before, ...rest } = played;
                onChange('Задержка ответа', value === null ? rest : { ...rest, afterSeconds: Number(value) });
              }}
            />
          </div>
        </div>
      )}
      {outcome === 'answer' && type.message !== undefined ? (
        <details open={Object.keys(played.answer ?? {}).length > 0 || undefined}>
          <summary>Сведения в ответе</summary>
          <FormPreview
            name={`emulated${number}`}
            form={type.message.answer.form}
            answers={played.answer ?? {}}
            onChange={(answer) => onChange(`Сведения: ${title}`, { ...played, answer }, `emulated-${number}`)}
          />
        </details>
      ) : null}
    </section>
  );
}

function withOutcome(
  { answer: _a, refuse: _r, silence: _s, ...rest }: EmulatedAnswer,
  outcome: Outcome,
): EmulatedAnswer {
  if (outcome === 'silence') return { ...rest, silence: true };
  return outcome === 'refuse' ? { ...rest, refuse: firstWords.emulatedRefusal } : { ...rest, answer: {} };
}
