import { Checkbox, Select } from 'antd';
import type { NoticeSetting } from './queries.ts';

type Quiet = NoticeSetting['quiet'];

const hours = Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${String(hour).padStart(2, '0')}:00` }));
const usual = { from: 20, until: 8 };

/** When letters at once wait; what has gathered goes in one letter afterwards. */
export function QuietHours({ quiet, onChange }: { quiet: Quiet; onChange: (quiet: Quiet) => void }) {
  return (
    <fieldset className="rg-quiet">
      <legend className="rg-visually-hidden">Тихие часы</legend>
      <Checkbox checked={quiet !== null} onChange={({ target }) => onChange(target.checked ? usual : null)}>
        Тихие часы: письма подождут
      </Checkbox>
      {quiet ? (
        <span className="rg-quiet-hours">
          <label htmlFor="quiet-from">с</label>
          <Select
            id="quiet-from"
            value={quiet.from}
            options={hours}
            onChange={(from) => onChange({ ...quiet, from })}
          />
          <label htmlFor="quiet-until">до</label>
          <Select
            id="quiet-until"
            value={quiet.until}
            options={hours}
            onChange={(until) => onChange({ ...quiet, until })}
          />
        </span>
      ) : null}
    </fieldset>
  );
}
