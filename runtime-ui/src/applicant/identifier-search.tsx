import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { TextField } from '../ui/text-field.tsx';
import { identify } from './identifier.ts';
import { type ApplicantView, lookUp } from './queries.ts';

/** СНИЛС, ИНН, ОГРН or ОГРНИП: finds exactly that applicant, among those of other bodies too; each look-up is on record. */
export function IdentifierSearch({ onFound }: { onFound: (found: readonly ApplicantView[]) => void }) {
  const [typed, setTyped] = useState('');
  const [mistake, setMistake] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const identified = identify(typed);
    if (!identified.ok) return setMistake(identified.message);
    setMistake(undefined);
    setBusy(true);
    try {
      onFound(await lookUp(identified.digits));
    } catch (failure) {
      setMistake(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="rg-lookup" onSubmit={(event) => void submit(event)}>
      <div className="rg-lookup-field">
        <TextField
          label="СНИЛС, ИНН, ОГРН или ОГРНИП"
          value={typed}
          onChange={setTyped}
          mistake={mistake}
          autoComplete="off"
        />
      </div>
      <Button htmlType="submit" loading={busy}>
        Найти по номеру
      </Button>
    </form>
  );
}
