import { Radio, Select } from 'antd';
import { eventTitles, type NoticeEvent } from '../notice-setting/queries.ts';
import type { NoticeFilter } from './queries.ts';

const statuses = [
  { value: 'all', label: 'Все' },
  { value: 'new', label: 'Новые' },
];
const events = [
  { value: '', label: 'Все события' },
  ...Object.entries(eventTitles).map(([value, label]) => ({ value, label })),
];

export function NoticeFilterBar({
  filter,
  onChange,
}: {
  filter: NoticeFilter;
  onChange: (filter: NoticeFilter) => void;
}) {
  return (
    <div className="rg-notice-filter">
      <Radio.Group
        aria-label="Какие показать"
        role="radiogroup"
        optionType="button"
        buttonStyle="solid"
        value={filter.status}
        options={statuses}
        onChange={({ target }) => onChange({ ...filter, status: target.value as NoticeFilter['status'] })}
      />
      <Select
        aria-label="О чём"
        value={filter.event ?? ''}
        options={events}
        onChange={(chosen: string) => onChange({ ...filter, event: chosen === '' ? null : (chosen as NoticeEvent) })}
      />
    </div>
  );
}
