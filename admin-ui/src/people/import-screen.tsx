import { csvMark, csvText } from '@reglament/core/rules';
import { announce, Loading, Notice, Page, plural, Tag } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Upload } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { saveText } from '../field/save-text.ts';
import { checkTable, type Issued, importPeople, peopleKey, type TableRow } from './people-queries.ts';
import { TakeBack } from './take-back.tsx';

/** As many as are added at once: each password takes its time to be hashed. */
const CHUNK = 10;

const heading = ['логин', 'фамилия', 'имя', 'отчество', 'должность', 'почта', 'телефон', 'отдел', 'роли'];
const sample = ['ivanova', 'Иванова', 'Анна', 'Петровна', 'Специалист', '', '', '', 'registrar, executor:landPlotPlan'];

/** «Загрузить из таблицы»: a report row by row first, then the people, then their passwords once. */
export function ImportScreen() {
  const client = useQueryClient();
  const [rows, setRows] = useState<readonly TableRow[]>();
  const [issued, setIssued] = useState<readonly Issued[]>([]);
  const check = useMutation({ mutationFn: checkTable, onSuccess: ({ items }) => setRows(items) });
  const fresh = (rows ?? []).filter(({ state }) => state === 'new');
  const add = useMutation({
    mutationFn: async () => {
      const people = fresh.map(({ person }) => person);
      for (let at = 0; at < people.length; at += CHUNK) {
        const { items } = await importPeople(people.slice(at, at + CHUNK));
        setIssued((before) => [...before, ...items]);
      }
    },
    onSuccess: () => announce('Сотрудники добавлены'),
    onSettled: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
  const choose = async (file: File) => {
    setIssued([]);
    setRows(undefined);
    add.reset();
    check.mutate(await file.text());
  };
  const begun = issued.length > 0 || add.isPending;
  return (
    <Page title="Сотрудники из таблицы" lead={<Link to="/people">Все сотрудники</Link>}>
      <p>
        Файл CSV со столбцами: {heading.join(', ')}. Роли – через запятую, кодом или названием; услуга роли – после
        двоеточия. Сначала система покажет, что выйдет из каждой строки, и ничего не изменит.
      </p>
      <div className="ra-line ra-filter">
        <Upload accept=".csv,text/csv" showUploadList={false} beforeUpload={(file) => choose(file).then(() => false)}>
          <Button type={rows ? 'default' : 'primary'}>Выбрать файл</Button>
        </Upload>
        <Button onClick={() => saveText('сотрудники.csv', csvMark + csvText([heading, sample]))}>
          Скачать образец
        </Button>
      </div>
      {check.isPending ? <Loading /> : null}
      {check.error ? <Notice tone="error">{check.error.message}</Notice> : null}
      {rows && !begun ? <Summary rows={rows} onAdd={() => add.mutate()} /> : null}
      {begun ? <Passwords issued={issued} total={fresh.length} failure={add.error} /> : null}
      {issued.length > 0 && !add.isPending ? (
        <TakeBack
          issued={issued}
          onTaken={(kept) => {
            void client.invalidateQueries({ queryKey: peopleKey });
            if (kept > 0) return;
            setIssued([]);
            setRows(undefined);
          }}
        />
      ) : null}
      {rows ? <Report rows={rows} added={new Set(issued.map(({ login }) => login))} /> : null}
    </Page>
  );
}

function Summary({ rows, onAdd }: { rows: readonly TableRow[]; onAdd: () => void }) {
  const count = (wanted: TableRow['state']) => rows.filter(({ state }) => state === wanted).length;
  const fresh = count('new');
  return (
    <Notice
      tone={count('wrong') > 0 ? 'warning' : 'info'}
      title={`Будет добавлено: ${fresh}`}
      actions={
        fresh > 0 ? (
          <Button type="primary" onClick={onAdd}>
            Добавить {plural(fresh, ['сотрудника', 'сотрудников', 'сотрудников'])}
          </Button>
        ) : null
      }
    >
      Уже есть: {count('exists')}, с ошибками: {count('wrong')}. Строки с ошибками пропускаются.
    </Notice>
  );
}

interface PasswordsProps {
  issued: readonly Issued[];
  total: number;
  failure: Error | null;
}

function Passwords({ issued, total, failure }: PasswordsProps) {
  const save = () => {
    const rows = issued.map(({ login, name, password }) => [login, name, password]);
    saveText('пароли.csv', csvMark + csvText([['логин', 'сотрудник', 'пароль для первого входа'], ...rows]));
  };
  return (
    <Notice
      tone={failure ? 'error' : 'success'}
      title={`Добавлено: ${issued.length} из ${total}`}
      actions={
        issued.length > 0 ? (
          <Button type="primary" onClick={save}>
            Скачать пароли
          </Button>
        ) : null
      }
    >
      {failure ? `${failure.message} Выберите файл ещё раз: добавленные будут пропущены. ` : ''}
      Пароли показаны один раз: скачайте их до ухода со страницы и передайте лично.
    </Notice>
  );
}

const states = {
  new: { tone: 'success', text: 'будет добавлен' },
  added: { tone: 'success', text: 'добавлен' },
  exists: { tone: 'neutral', text: 'уже есть' },
  wrong: { tone: 'error', text: 'ошибка' },
} as const satisfies Record<TableRow['state'] | 'added', { tone: 'success' | 'neutral' | 'error'; text: string }>;

/** `added`: logins, as they are kept. */
function Report({ rows, added }: { rows: readonly TableRow[]; added: ReadonlySet<string> }) {
  const told = rows.map((row) => ({
    ...row,
    state: added.has(row.person.login.toLowerCase()) ? ('added' as const) : row.state,
  }));
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Что выйдет из каждой строки</caption>
      <thead>
        <tr>
          <th scope="col">Строка</th>
          <th scope="col">Логин</th>
          <th scope="col">Сотрудник</th>
          <th scope="col">Что выйдет</th>
        </tr>
      </thead>
      <tbody>
        {told.map(({ line, person, state, problems }) => (
          <tr key={line}>
            <td data-label="Строка">{line}</td>
            <td data-label="Логин">{person.login}</td>
            <td data-label="Сотрудник">{[person.surname, person.name, person.patronymic].filter(Boolean).join(' ')}</td>
            <td data-label="Что выйдет">
              <div>
                <Tag tone={states[state].tone}>{states[state].text}</Tag>{' '}
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
