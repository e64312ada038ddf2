import { useEffect, useRef } from 'react';

export interface GivenTitle {
  readonly title: string;
  /** The keyboard stays on the row: it was not left for another place. */
  readonly stay: boolean;
}

interface TitleInputProps {
  title: string;
  onTitle: (given: GivenTitle) => void;
}

/** The title in its own place: Enter or leaving takes it over, Esc leaves what was. */
export function TitleInput({ title, onTitle }: TitleInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const given = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const give = (next: string, stay: boolean) => {
    if (given.current) return;
    given.current = true;
    onTitle({ title: next.trim() === '' ? title : next.trim(), stay });
  };
  return (
    <input
      ref={input}
      className="rs-field-input"
      aria-label={`Название: ${title}`}
      maxLength={500}
      defaultValue={title}
      onBlur={({ target }) => give(target.value, false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') give(event.currentTarget.value, true);
        if (event.key === 'Escape') give(title, true);
      }}
    />
  );
}
