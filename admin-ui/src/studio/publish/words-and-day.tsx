import { Input } from 'antd';
import { useId } from 'react';
import { DayInput } from '../../field/day-input.tsx';

interface WordsAndDayProps {
  byTwo: boolean;
  comment: string;
  /** `YYYY-MM-DD`; empty: at once. */
  from: string;
  onComment: (text: string) => void;
  onFrom: (day: string) => void;
}

/** Why it is published, and from which day it holds. */
export function WordsAndDay({ byTwo, comment, from, onComment, onFrom }: WordsAndDayProps) {
  const words = useId();
  return (
    <>
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={words}>Комментарий к версии</label>
          <span className="rg-required">обязательно</span>
        </div>
        <Input.TextArea
          id={words}
          value={comment}
          rows={2}
          maxLength={2000}
          onChange={({ target }) => onComment(target.value)}
        />
      </div>
      <DayInput
        label="Действует с дня"
        value={from}
        onChange={onFrom}
        hint={
          byTwo
            ? 'дд.мм.гггг. Пусто – как только подтвердит второй сотрудник. Иначе – в полночь этого дня, если уже подтверждено.'
            : 'дд.мм.гггг. Пусто – сразу. Иначе версия вступит в силу в полночь этого дня сама.'
        }
      />
    </>
  );
}
