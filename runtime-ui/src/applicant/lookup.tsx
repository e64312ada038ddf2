import { SearchOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type KeyboardEvent, useId, useState } from 'react';
import { announce } from '../ui/live-region.tsx';
import { identify, type KnownNumber } from './identifier.ts';
import { MatchesDialog } from './matches-dialog.tsx';
import { type ApplicantView, lookUp } from './queries.ts';

interface LookupProps {
  organisations: boolean;
  autoFocus: boolean;
  onFound: (match: ApplicantView) => void;
  /** Found by Enter in the field: the hands stand on the keys and go on past what has been filled. */
  onKeyed: (() => void) | undefined;
  /** Nobody has this number: it need not be typed once more. */
  onMissed: (number: KnownNumber) => void;
}

interface Note {
  text: string;
  wrong: boolean;
}

const invitation: Note = { text: 'Если заявитель обращался раньше, его данные заполнятся из реестра.', wrong: false };
const newcomer: Note = {
  text: 'В реестре не найден. Заполните данные: при регистрации он будет добавлен в реестр.',
  wrong: false,
};

function useLookup({ onFound, onKeyed, onMissed }: Pick<LookupProps, 'onFound' | 'onKeyed' | 'onMissed'>) {
  const [typed, setTyped] = useState('');
  const [note, setNote] = useState<Note>(invitation);
  const [matches, setMatches] = useState<readonly ApplicantView[] | null>(null);
  const [busy, setBusy] = useState(false);
  const take = (match: ApplicantView) => {
    setMatches(null);
    setNote({ text: `Заполнено из реестра: ${match.name}`, wrong: false });
    announce(`Данные заполнены из реестра: ${match.name}`);
    onFound(match);
  };
  const find = async (keyed: boolean) => {
    const identified = identify(typed);
    if (!identified.ok) return setNote({ text: identified.message, wrong: true });
    setBusy(true);
    try {
      const items = await lookUp(identified.digits);
      const [only] = items;
      if (items.length > 1) setMatches(items);
      else if (only) {
        take(only);
        if (keyed) onKeyed?.();
      } else {
        setNote(newcomer);
        onMissed(identified);
      }
    } catch (failure) {
      setNote({ text: failure instanceof Error ? failure.message : String(failure), wrong: true });
    } finally {
      setBusy(false);
    }
  };
  return { typed, setTyped, note, matches, setMatches, busy, take, find };
}

/** СНИЛС, ИНН or ОГРН → the registry: one match fills the fields, several are shown to choose from. */
export function Lookup({ organisations, autoFocus, ...ends }: LookupProps) {
  const id = useId();
  const { typed, setTyped, note, matches, setMatches, busy, take, find } = useLookup(ends);
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void find(true);
  };
  return (
    <div className="rg-lookup">
      <div className="rg-lookup-field">
        <label htmlFor={id}>{organisations ? 'ИНН или ОГРН' : 'СНИЛС или ИНН'}</label>
        <Input
          id={id}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onEnter}
          inputMode="numeric"
          autoComplete="off"
          autoFocus={autoFocus}
          aria-describedby={`${id}-note`}
          aria-invalid={note.wrong || undefined}
        />
      </div>
      <Button icon={<SearchOutlined aria-hidden="true" />} onClick={() => void find(false)} loading={busy}>
        Найти
      </Button>
      <Button type="link" onClick={() => setMatches([])}>
        {organisations ? 'Поиск по наименованию' : 'Поиск по фамилии'}
      </Button>
      <div id={`${id}-note`} className={note.wrong ? 'rg-lookup-note rg-error' : 'rg-lookup-note'} role="status">
        {note.text}
      </div>
      {matches ? (
        <MatchesDialog organisations={organisations} found={matches} onChoose={take} onClose={() => setMatches(null)} />
      ) : null}
    </div>
  );
}
