import type { ApiTypes } from '@reglament/core/api';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { type Problem, ProblemError, request } from '../client.ts';
import { applyDateMask, parseDate } from '../form/mask.ts';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';

type AbsenceList = ApiTypes['AbsenceList'];

const nothing = { from: '', to: '', deputy: '' };

function dayOf(text: string): string | undefined {
  return parseDate(text, new Date().getFullYear());
}

function mistakesOf({ from, to }: typeof nothing): Problem[] {
  const found: Problem[] = [];
  const message = 'Укажите день: дд.мм.гггг';
  if (dayOf(from) === undefined) found.push({ field: 'from', message });
  if (dayOf(to) === undefined) found.push({ field: 'to', message });
  return found;
}

function useAbsence(id: string, onSaved: (list: AbsenceList) => void) {
  const [typed, setTyped] = useState(nothing);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const mistakes = mistakesOf(typed);
    setProblems(mistakes);
    setFailure('');
    if (mistakes[0]) return document.getElementById(`${id}-${mistakes[0].field}`)?.focus();
    setBusy(true);
    try {
      const deputy = typed.deputy === '' ? {} : { deputy: typed.deputy };
      const body = { from: dayOf(typed.from), to: dayOf(typed.to), ...deputy };
      onSaved(await request<AbsenceList>('/api/me/absences', { method: 'POST', body }));
      setTyped(nothing);
    } catch (problem) {
      const said = problem instanceof ProblemError ? problem.problems : [];
      setProblems(said);
      const place = document.getElementById(`${id}-${said[0]?.field}`);
      // Said at its field it needs no second place.
      if (place) place.focus();
      else setFailure(problem instanceof Error ? problem.message : String(problem));
    } finally {
      setBusy(false);
    }
  };
  const put = (change: Partial<typeof nothing>) => {
    setTyped((known) => ({ ...known, ...change }));
    setProblems((found) => found.filter(({ field = '' }) => !(field in change)));
  };
  return { typed, put, problems, failure, busy, submit };
}

/** From which day to which, and who stands in. */
export function AbsenceForm({ onSaved }: { onSaved: (list: AbsenceList) => void }) {
  const id = useId();
  const { typed, put, problems, failure, busy, submit } = useAbsence(id, onSaved);
  const mistake = (field: string) => problems.find((one) => one.field === field)?.message;
  return (
    <form onSubmit={submit} noValidate className="rg-login-form" aria-label="Указать отсутствие">
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      <TextField
        id={`${id}-from`}
        label="Первый день (дд.мм.гггг)"
        value={typed.from}
        onChange={(text) => put({ from: applyDateMask(text) })}
        mistake={mistake('from')}
      />
      <TextField
        id={`${id}-to`}
        label="Последний день (дд.мм.гггг)"
        value={typed.to}
        onChange={(text) => put({ to: applyDateMask(text) })}
        mistake={mistake('to')}
      />
      <DeputyField
        id={`${id}-deputy`}
        value={typed.deputy}
        mistake={mistake('deputy')}
        onChoose={(deputy) => put({ deputy })}
      />
      <div>
        <Button type="primary" htmlType="submit" loading={busy}>
          Указать отсутствие
        </Button>
      </div>
    </form>
  );
}

interface DeputyFieldProps {
  id: string;
  value: string;
  mistake: string | undefined;
  onChoose: (id: string) => void;
}

/** Colleagues by a part of the name. */
function DeputyField({ id, value, mistake, onChoose }: DeputyFieldProps) {
  const { data } = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => request<ApiTypes['ColleagueList']>('/api/me/colleagues', { signal }),
  });
  const options = (data?.items ?? []).map(({ id: code, name, position }) => ({
    value: code,
    label: position === null ? name : `${name}, ${position}`,
  }));
  return (
    <div className={mistake ? 'rg-field rg-field-wrong' : 'rg-field'}>
      <div className="rg-field-label">
        <label htmlFor={id}>Кто замещает (необязательно)</label>
      </div>
      <Select
        id={id}
        className="rg-wide"
        value={value}
        options={[{ value: '', label: 'Никто' }, ...options]}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={onChoose}
        notFoundContent="Таких сотрудников нет"
        aria-invalid={mistake ? true : undefined}
        aria-describedby={mistake ? `${id}-error` : undefined}
      />
      {mistake ? (
        <div id={`${id}-error`} className="rg-error">
          {mistake}
        </div>
      ) : null}
    </div>
  );
}
