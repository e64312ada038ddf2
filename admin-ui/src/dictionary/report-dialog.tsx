import { Notice, plural, Tag } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Modal } from 'antd';
import { dayText } from '../field/day-text.ts';
import { type Dictionary, type Report, type WrittenEntry, writeEntries } from './dictionary-queries.ts';

type Row = Report['rows'][number];

const outcomes = {
  new: { tone: 'success', text: 'новая' },
  changed: { tone: 'warning', text: 'изменится' },
  same: { tone: 'neutral', text: 'без изменений' },
  wrong: { tone: 'error', text: 'ошибка' },
} as const satisfies Record<Row['outcome'], { tone: 'success' | 'warning' | 'neutral' | 'error'; text: string }>;

const SHOWN = 200;

interface ReportDialogProps {
  dictionary: Dictionary;
  report: Report;
  onClose: () => void;
  onDone: () => void;
}

/** What a table does to the dictionary, row by row; only then it is written. */
export function ReportDialog({ dictionary, report, onClose, onDone }: ReportDialogProps) {
  const count = (wanted: Row['outcome']) => report.rows.filter(({ outcome }) => outcome === wanted).length;
  const effective = report.rows.filter(({ outcome }) => outcome === 'new' || outcome === 'changed');
  const worth = report.rows.filter(({ outcome }) => outcome !== 'same');
  const save = useMutation({
    mutationFn: () =>
      writeEntries(dictionary.code, {
        version: dictionary.version,
        entries: effective.map(({ entry }) => entry as WrittenEntry),
      }),
    onSuccess: onDone,
  });
  return (
    <Modal
      open
      width={820}
      title="Что сделает таблица"
      okText={`Записать: ${effective.length}`}
      okButtonProps={{ disabled: effective.length === 0 }}
      cancelText="Отмена"
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="rg-dialog">
        {save.error ? <Notice tone="error">{save.error.message}</Notice> : null}
        <p>
          Новых: {count('new')}, изменится: {count('changed')}, без изменений: {count('same')}, с ошибками:{' '}
          {count('wrong')}. Строки с ошибками пропускаются; записи, которых нет в файле, остаются.
        </p>
        <Touched report={report} />
        {worth.length > 0 ? <Rows rows={worth.slice(0, SHOWN)} /> : null}
        {worth.length > SHOWN ? <p className="rg-muted">Показаны первые {SHOWN}.</p> : null}
      </div>
    </Modal>
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Что выйдет из каждой строки</caption>
      <thead>
        <tr>
          <th scope="col">Строка</th>
          <th scope="col">Код</th>
          <th scope="col">Было</th>
          <th scope="col">Станет</th>
          <th scope="col">Что выйдет</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ line, entry, outcome, before, problems }, at) => (
          <tr key={line ?? at}>
            <td data-label="Строка">{line ?? '—'}</td>
            <td data-label="Код">{entry.code}</td>
            <td data-label="Было">{before ?? '—'}</td>
            <td data-label="Станет">
              {[entry.title, entry.from ? `с ${dayText(entry.from)}` : '', entry.to ? `по ${dayText(entry.to)}` : '']
                .filter(Boolean)
                .join(', ')}
            </td>
            <td data-label="Что выйдет">
              <div>
                <Tag tone={outcomes[outcome].tone}>{outcomes[outcome].text}</Tag>
                {problems.map((problem) => (
                  <span key={problem} className="rg-block">
                    {problem}
                  </span>
                ))}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Drafts and open cases that answer by what changes: they are not stopped, but somebody should know. */
export function Touched({ report }: { report: Report }) {
  if (report.touched.length === 0) return null;
  return (
    <Notice tone="warning" title="Задевает черновики и открытые заявки">
      {report.touched.map(({ message, drafts, openCases }) => (
        <span key={message} className="rg-block">
          {message}: {plural(drafts, ['черновик', 'черновика', 'черновиков'])},{' '}
          {plural(openCases, ['заявка', 'заявки', 'заявок'])}
        </span>
      ))}
    </Notice>
  );
}
