import { codeOfTitle } from '@reglament/core/rules';
import type { JsonSchema } from '@reglament/format';
import { Button } from 'antd';
import { CommittedInput } from '../committed-input.tsx';
import { firstWords } from '../first-words.ts';

interface ChoiceListProps {
  choices: readonly JsonSchema[];
  onChange: (label: string, choices: JsonSchema[]) => void;
}

/** What can be chosen: the words are free, the code under which an answer is kept stays. */
export function ChoiceList({ choices, onChange }: ChoiceListProps) {
  const add = () => {
    const taken = new Set(choices.map(({ const: value }) => String(value)));
    const title = firstWords.nextChoice(choices.length + 1);
    onChange('Добавлен вариант', [...choices, { const: codeOfTitle(title, taken, 'option'), title }]);
  };
  return (
    <fieldset className="rs-condition">
      <legend className="rg-field-label">Варианты ответа</legend>
      {choices.map((choice, index) => (
        <div key={String(choice.const)} className="rs-choice">
          <CommittedInput
            label={`Вариант ${index + 1}`}
            value={choice.title ?? ''}
            onCommit={(title) => onChange('Название варианта', choices.with(index, { ...choice, title }))}
          />
          <Button
            size="small"
            disabled={choices.length === 1}
            aria-label={`Удалить вариант ${choice.title ?? index + 1}`}
            onClick={() => onChange('Удалён вариант', choices.toSpliced(index, 1))}
          >
            ×
          </Button>
        </div>
      ))}
      <Button size="small" onClick={add}>
        Добавить вариант
      </Button>
    </fieldset>
  );
}
