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
  /** A choice that nobody has named yet is kept under a code of its first name. */
  const rename = (index: number, title: string) => {
    const choice = choices[index] ?? {};
    const taken = new Set(choices.flatMap(({ const: value }, at) => (at === index ? [] : [String(value)])));
    const code = isUnnamed(choice.title) ? { const: codeOfTitle(title, taken, 'option') } : {};
    onChange('Название варианта', choices.with(index, { ...choice, ...code, title }));
  };
  const add = () => {
    const taken = new Set(choices.map(({ const: value }) => String(value)));
    const title = firstWords.nextChoice(choices.length + 1);
    onChange('Добавлен вариант', [...choices, { const: codeOfTitle(title, taken, 'option'), title }]);
  };
  return (
    <fieldset className="rs-condition">
      <legend className="rg-field-label">Варианты ответа</legend>
      {choices.map((choice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the code follows the first name of a choice
        <div key={index} className="rs-choice">
          <CommittedInput
            label={`Вариант ${index + 1}`}
            value={choice.title ?? ''}
            onCommit={(title) => rename(index, title)}
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

function isUnnamed(title = ''): boolean {
  const number = Number(/\d+$/.exec(title)?.[0]);
  return (firstWords.choices as readonly string[]).includes(title) || title === firstWords.nextChoice(number);
}
