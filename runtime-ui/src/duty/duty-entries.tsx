import { PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { DutyView } from '../api.ts';
import { useMe } from '../session/me.ts';
import { dateText, instantText, moneyText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { Tag } from '../ui/status-tag.tsx';
import { entryWords } from './entry-forms.ts';

type Entry = DutyView['entries'][number];

interface DutyEntriesProps {
  duty: DutyView;
  /** Absent: this person may not. */
  onWithdraw: ((entry: Entry) => void) | undefined;
}

/** Payments and exemptions in their order; what was withdrawn stands there with the reason. */
export function DutyEntries({ duty, onWithdraw }: DutyEntriesProps) {
  if (duty.entries.length === 0) {
    return (
      <Empty title="Записей ещё нет">
        {duty.left > 0 ? 'Когда заявитель покажет платёжный документ, внесите платёж.' : null}
      </Empty>
    );
  }
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Платежи и освобождения</caption>
      <thead>
        <tr>
          <th scope="col">Что</th>
          <th scope="col">Документ</th>
          <th scope="col">Кто внёс</th>
          {onWithdraw ? <th scope="col">Действия</th> : null}
        </tr>
      </thead>
      <tbody>
        {duty.entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} duty={duty} onWithdraw={onWithdraw} />
        ))}
      </tbody>
    </table>
  );
}

function EntryRow({ entry, duty, onWithdraw }: DutyEntriesProps & { entry: Entry }) {
  const { organisation } = useMe();
  const at = (instant: string) => instantText(instant, organisation.timeZone);
  const { withdrawn } = entry;
  return (
    <tr>
      <td data-label="Что">
        <What entry={entry} duty={duty} />
      </td>
      <td data-label="Документ">
        <Proof entry={entry} />
      </td>
      <td data-label="Кто внёс">
        <div>
          {entry.enteredBy}
          <span className="rg-block rg-muted">{at(entry.enteredAt)}</span>
          {withdrawn ? (
            <>
              <Tag tone="error">Отозвана</Tag>
              <span className="rg-block">{withdrawn.reason}</span>
              <span className="rg-block rg-muted">
                {withdrawn.by}, {at(withdrawn.at)}
              </span>
            </>
          ) : null}
        </div>
      </td>
      {onWithdraw ? (
        <td data-label="Действия">
          {withdrawn ? (
            <span className="rg-muted">—</span>
          ) : (
            <Button size="small" aria-label={`Отозвать: ${entryWords(entry)}`} onClick={() => onWithdraw(entry)}>
              Отозвать
            </Button>
          )}
        </td>
      ) : null}
    </tr>
  );
}

function What({ entry, duty }: { entry: Entry; duty: DutyView }) {
  if (entry.kind === 'exemption') {
    const ground = [duty.exemption, ...duty.offered].find((one) => one?.code === entry.ground);
    return (
      <div>
        <strong>Освобождение</strong>
        {ground ? (
          <span className="rg-block">
            {ground.title} ({ground.clause})
          </span>
        ) : null}
      </div>
    );
  }
  return (
    <div>
      {entry.withdrawn ? <s>{moneyText(entry.amount ?? 0)}</s> : <strong>{moneyText(entry.amount ?? 0)}</strong>}
      <span className="rg-block">{dateText(entry.paidOn)}</span>
      <span className="rg-block rg-muted">{entry.payer}</span>
    </div>
  );
}

function Proof({ entry: { document, identifier, file } }: { entry: Entry }) {
  return (
    <div>
      {document}
      {identifier ? <span className="rg-block rg-muted rg-code">{identifier}</span> : null}
      {file ? (
        <a className="rg-message-file" href={`/api/files/${file.id}/content`} target="_blank" rel="noreferrer">
          <PaperClipOutlined aria-hidden="true" /> {file.name}
        </a>
      ) : null}
    </div>
  );
}
