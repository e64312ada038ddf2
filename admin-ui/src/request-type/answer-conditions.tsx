import type { EmulatedAnswer, RequestType } from '@reglament/format';
import { Button, Select } from 'antd';
import { CommittedInput } from '../studio/committed-input.tsx';
import { placeSections } from './places.ts';

interface AnswerConditionsProps {
  played: EmulatedAnswer;
  type: RequestType;
  onChange: (label: string, next: EmulatedAnswer) => void;
}

/** By what values of the question an answer of the emulator fits; without any it always does. */
export function AnswerConditions({ played, type, onChange }: AnswerConditionsProps) {
  const { when = {}, title, ...rest } = played;
  const sections = type.message === undefined ? [] : placeSections(type.message.question);
  const fields = sections
    .flatMap(({ rows }) => rows)
    .filter(({ path, schema }) => schema.properties === undefined && schema.items === undefined && !path.includes('[]'))
    .map(({ path, schema }) => ({ value: path, label: schema.title ?? path }));
  const set = (next: Readonly<Record<string, string | number | boolean>>) =>
    onChange(
      `Условия ответа: ${title}`,
      Object.keys(next).length === 0 ? { title, ...rest } : { title, ...rest, when: next },
    );
  const free = fields.find(({ value }) => !Object.hasOwn(when, value));
  return (
    <fieldset className="rs-condition">
      <legend className="rg-muted">
        {Object.keys(when).length === 0 ? 'Подходит любому вопросу' : 'Подходит, когда в вопросе'}
      </legend>
      {Object.entries(when).map(([path, value], index) => (
        <div key={path} className="rs-choice rt-condition">
          <Select
            aria-label={`Условие ${index + 1}: поле`}
            className="rt-condition-field"
            value={path}
            options={fields.filter((one) => one.value === path || !Object.hasOwn(when, one.value))}
            onChange={(next) =>
              set(Object.fromEntries(Object.entries(when).map(([key, one]) => [key === path ? next : key, one])))
            }
          />
          <CommittedInput
            label={`Условие ${index + 1}: равно`}
            value={String(value)}
            onCommit={(text) => set({ ...when, [path]: text })}
          />
          <Button
            aria-label={`Удалить: условие ${index + 1}`}
            onClick={() => set(Object.fromEntries(Object.entries(when).filter(([key]) => key !== path)))}
          >
            Удалить
          </Button>
        </div>
      ))}
      <Button size="small" disabled={free === undefined} onClick={() => free && set({ ...when, [free.value]: '' })}>
        Добавить условие
      </Button>
    </fieldset>
  );
}
