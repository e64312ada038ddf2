import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Select } from 'antd';
import { useState } from 'react';
import { request } from '../client.ts';
import { Card } from '../ui/card.tsx';
import { announce } from '../ui/live-region.tsx';
import { Loading, Notice } from '../ui/notice.tsx';
import { eventTitles, type NoticeChoice, type NoticeSetting, noticeSettingQuery } from './queries.ts';
import { QuietHours } from './quiet-hours.tsx';

const mails = [
  { value: 'none', label: 'Не писать' },
  { value: 'digest', label: 'В сводке' },
  { value: 'atOnce', label: 'Сразу' },
] as const;

/** What to be told of, and where: kept at once, choice by choice. */
export function NoticeSettingCard() {
  const queryClient = useQueryClient();
  const { data, error } = useQuery(noticeSettingQuery);
  const [failure, setFailure] = useState('');
  const save = async (setting: NoticeSetting) => {
    setFailure('');
    queryClient.setQueryData(noticeSettingQuery.queryKey, setting);
    try {
      await request('/api/me/notice-setting', { method: 'PUT', body: setting });
      announce('Сохранено');
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    }
    await queryClient.invalidateQueries({ queryKey: noticeSettingQuery.queryKey });
    await queryClient.invalidateQueries({ queryKey: ['staff-notices'] });
  };
  const problem = failure || error?.message;
  return (
    <Card title="Уведомления" id="notice-setting" description="О чём сообщать вам: колокольчик в шапке и письма.">
      {problem ? <Notice tone="error">{problem}</Notice> : null}
      {data === undefined && !error ? <Loading /> : null}
      {data ? (
        <>
          <Choices setting={data} onChange={(setting) => void save(setting)} />
          <QuietHours quiet={data.quiet} onChange={(quiet) => void save({ ...data, quiet })} />
        </>
      ) : null}
    </Card>
  );
}

function Choices({ setting, onChange }: { setting: NoticeSetting; onChange: (setting: NoticeSetting) => void }) {
  const change = (choice: NoticeChoice) =>
    onChange({ ...setting, events: setting.events.map((one) => (one.event === choice.event ? choice : one)) });
  return (
    <table className="rg-table rg-notice-choices">
      <caption className="rg-visually-hidden">О чём и где уведомлять</caption>
      <thead>
        <tr>
          <th scope="col">О чём</th>
          <th scope="col">В системе</th>
          <th scope="col">На почту</th>
        </tr>
      </thead>
      <tbody>
        {setting.events.map((choice) => (
          <tr key={choice.event}>
            <th scope="row" data-label="О чём">
              {eventTitles[choice.event]}
            </th>
            <td data-label="В системе">
              <Checkbox
                aria-label={`В системе: ${eventTitles[choice.event]}`}
                checked={choice.shown}
                onChange={({ target }) => change({ ...choice, shown: target.checked })}
              />
            </td>
            <td data-label="На почту">
              <Select
                aria-label={`На почту: ${eventTitles[choice.event]}`}
                className="rg-wide"
                value={choice.mail}
                options={[...mails]}
                onChange={(mail) => change({ ...choice, mail })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
