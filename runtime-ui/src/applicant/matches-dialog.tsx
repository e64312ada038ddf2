import { formatPassportSeries, formatSnils } from '@reglament/core/rules';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { type FormEvent, useState } from 'react';
import type { ApplicantData } from '../api.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { useRowWalk } from '../ui/row-walk.ts';
import { type ApplicantSearch, type ApplicantView, applicantsQuery } from './queries.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

interface Passport {
  series?: string;
  number?: string;
}

const passportOf = (data: ApplicantData) => (data.passport ?? {}) as Passport;

interface MatchColumn {
  title: string;
  text: (data: ApplicantData) => string;
  /** Stands in one line. */
  number?: true;
}

const columns: readonly MatchColumn[] = [
  { title: 'Фамилия', text: (data) => textOf(data.surname) },
  { title: 'Имя', text: (data) => textOf(data.name) },
  { title: 'Отчество', text: (data) => textOf(data.patronymic) },
  { title: 'Серия', text: (data) => formatPassportSeries(passportOf(data).series ?? ''), number: true },
  { title: 'Номер', text: (data) => passportOf(data).number ?? '', number: true },
  { title: 'СНИЛС', text: (data) => formatSnils(textOf(data.snils)), number: true },
  { title: 'ИНН', text: (data) => textOf(data.inn), number: true },
  { title: 'Адрес постоянной регистрации', text: (data) => textOf(data.registrationAddress) },
  {
    title: 'Фактический адрес проживания (если не совпадает с адресом регистрации)',
    text: (data) => textOf(data.actualAddress),
  },
  { title: 'Является индивидуальным предпринимателем', text: (data) => (data.kind === 'soleTrader' ? 'Да' : 'Нет') },
];

const organisationColumns: typeof columns = [
  { title: 'Наименование', text: (data) => textOf(data.title) || textOf(data.shortTitle) },
  { title: 'ИНН', text: (data) => textOf(data.inn), number: true },
  { title: 'ОГРН', text: (data) => textOf(data.ogrn), number: true },
  { title: 'КПП', text: (data) => textOf(data.kpp), number: true },
  { title: 'Адрес', text: (data) => textOf(data.address) },
];

const personFields = [
  { name: 'surname', label: 'Фамилия' },
  { name: 'name', label: 'Имя' },
  { name: 'patronymic', label: 'Отчество' },
] as const;
const organisationFields = [{ name: 'title', label: 'Наименование' }] as const;

interface MatchesTableProps {
  matches: readonly ApplicantView[];
  organisations: boolean;
  action: { title: string; run: (match: ApplicantView) => void };
}

/** Found applicants with what tells one from another, in the order of the manual: to choose stands first. */
export function MatchesTable({ matches, organisations, action }: MatchesTableProps) {
  const shown = organisations ? organisationColumns : columns;
  const table = useRowWalk();
  return (
    <table className="rg-table rg-matches" ref={table}>
      <caption className="rg-visually-hidden">Найденные заявители</caption>
      <thead>
        <tr>
          <th scope="col" className="rg-actions-head">
            Действия
          </th>
          {shown.map(({ title }) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {matches.map((match) => (
          <tr key={match.id}>
            <td className="rg-actions-cell">
              <Button size="small" onClick={() => action.run(match)} aria-label={`${action.title}: ${match.name}`}>
                {action.title}
              </Button>
            </td>
            {shown.map(({ title, text, number }) => (
              <td key={title} data-label={title} data-number={number}>
                {text(match.data) || '—'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SearchFormProps {
  organisations: boolean;
  onSearch: (search: ApplicantSearch) => void;
}

export function ApplicantSearchForm({ organisations, onSearch }: SearchFormProps) {
  const [typed, setTyped] = useState<ApplicantSearch>({});
  const fields = organisations ? organisationFields : personFields;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== '')));
  };
  return (
    <form className="rg-lookup" onSubmit={submit}>
      {fields.map(({ name, label }) => (
        <div key={name} className="rg-lookup-field">
          <label htmlFor={`match-${name}`}>{label}</label>
          <Input
            id={`match-${name}`}
            value={typed[name] ?? ''}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
            autoComplete="off"
          />
        </div>
      ))}
      <Button type="primary" htmlType="submit">
        Найти
      </Button>
      <Button
        onClick={() => {
          setTyped({});
          onSearch({});
        }}
      >
        Очистить
      </Button>
    </form>
  );
}

interface MatchesDialogProps {
  organisations: boolean;
  /** What was found by an identifier; searching by name replaces it. */
  found: readonly ApplicantView[];
  onChoose: (match: ApplicantView) => void;
  onClose: () => void;
}

/** Several matches: the clerk chooses; the table itself is searched by name. */
export function MatchesDialog({ organisations, found, onChoose, onClose }: MatchesDialogProps) {
  const [search, setSearch] = useState<ApplicantSearch>({});
  const searching = Object.keys(search).length > 0;
  const query = useInfiniteQuery({ ...applicantsQuery(search), enabled: searching });
  const listed = searching ? (query.data?.pages.flatMap((page) => page.items) ?? []) : found;
  const matches = listed.filter(({ data }) => (data.kind === 'organisation') === organisations);
  return (
    <Modal
      open
      width={1240}
      title={organisations ? 'Поиск в реестре юридических лиц' : 'Поиск в реестре физических лиц'}
      onCancel={onClose}
      footer={<Button onClick={onClose}>Отменить</Button>}
      destroyOnHidden
    >
      <ApplicantSearchForm organisations={organisations} onSearch={setSearch} />
      {query.error ? <Notice tone="error">{query.error.message}</Notice> : null}
      {searching && query.isPending ? <Loading /> : null}
      {matches.length > 0 ? (
        <MatchesTable matches={matches} organisations={organisations} action={{ title: 'Выбрать', run: onChoose }} />
      ) : searching && query.isPending ? null : (
        <Empty title={searching ? 'Никто не найден' : 'Введите, кого искать'}>
          Показаны заявители, которые обращались в ваше ведомство. Остальных найдите по СНИЛС, ИНН или ОГРН.
        </Empty>
      )}
      {query.hasNextPage ? (
        <div className="rg-more">
          <Button onClick={() => query.fetchNextPage()}>Показать ещё</Button>
        </div>
      ) : null}
    </Modal>
  );
}
