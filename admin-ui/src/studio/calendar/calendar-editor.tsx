import type { CalendarDefinition } from '@reglament/format';
import { plural } from '@reglament/runtime-ui/ui';
import { Checkbox } from 'antd';
import { type Days, workingCount } from '../../dictionary/year-days.ts';
import { YearView } from '../../dictionary/year-view.tsx';
import { CommittedInput } from '../committed-input.tsx';
import { cleaned } from '../list-commands.ts';
import type { TabProps } from '../tab-props.ts';
import { russian, withRussian } from '../words.ts';

export type EditCalendar = (label: string, change: (calendar: CalendarDefinition) => CalendarDefinition) => void;

interface CalendarEditorProps {
  calendar: CalendarDefinition;
  edit: EditCalendar;
  problemAt: TabProps['problemAt'];
}

/** A year that is being written: its days, and on what it stands. */
export function CalendarEditor({ calendar, edit, problemAt }: CalendarEditorProps) {
  const { year, provisional = false, holidays, worked, shortened = [] } = calendar;
  const days: Days = { provisional, holidays, worked, shortened };
  return (
    <>
      <CommittedInput
        label="Название календаря"
        value={russian(calendar.title)}
        place="/title"
        wrong={problemAt('/title')}
        onCommit={(text) => edit('Название', (one) => ({ ...one, title: withRussian(one.title, text) }))}
      />
      <p className="rg-muted">
        {plural(workingCount(year, days), ['рабочий день', 'рабочих дня', 'рабочих дней'])}. Нажатие на день меняет его:
        рабочий, сокращённый, выходной.
      </p>
      <div data-place="/holidays">
        <YearView year={year} days={days} onChange={(next) => edit('Дни календаря', (one) => withDays(one, next))} />
      </div>
      <Checkbox
        checked={provisional}
        onChange={({ target }) =>
          edit('Предварительный', (one) => cleaned({ ...one, provisional: target.checked || undefined }))
        }
      >
        Предварительный: постановления о переносе ещё нет
      </Checkbox>
      <CommittedInput
        label="На чём основан"
        multiline
        hint="Закон, постановление: каждое с новой строки"
        value={(calendar.basis ?? []).join('\n')}
        onCommit={(text) => {
          const lines = text
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== '');
          edit('Основание', (one) => cleaned({ ...one, basis: lines.length > 0 ? lines : undefined }));
        }}
      />
    </>
  );
}

function withDays(calendar: CalendarDefinition, { holidays, worked, shortened }: Days): CalendarDefinition {
  const short = shortened.length > 0 || calendar.shortened !== undefined ? [...shortened] : undefined;
  return cleaned({ ...calendar, holidays: [...holidays], worked: [...worked], shortened: short });
}
