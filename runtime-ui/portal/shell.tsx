import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link, NavLink, Outlet } from 'react-router';
import { LiveRegion } from '../src/ui/live-region.tsx';
import { Loading, Notice } from '../src/ui/notice.tsx';
import { type Account, keepPerson, keptPerson } from './account.ts';
import type { PersonItem, Start } from './portal-api.ts';
import { useStart } from './queries.ts';
import { TesterBar } from './tester-bar.tsx';

/** What stands around every screen of the portal. */
export function Shell() {
  const { data: start, error, refetch } = useStart();
  const [chosen, setChosen] = useState<PersonItem>();
  const person = chosen ?? (start && keptPerson(start.people));
  const choose = (next: PersonItem) => {
    keepPerson(next);
    setChosen(next);
  };
  return (
    <>
      <a className="rg-skip" href="#main">
        Перейти к содержанию
      </a>
      <Header start={start} person={person} onChoose={choose} />
      <main id="main" className="rp-main" tabIndex={-1}>
        {error && start === undefined ? (
          <Notice
            tone="error"
            title="Портал не открылся"
            actions={<Button onClick={() => void refetch()}>Повторить</Button>}
          >
            {error.message}
          </Notice>
        ) : null}
        {start && person ? <Outlet context={{ start, person } satisfies Account} /> : error ? null : <Loading />}
      </main>
      {start ? <TesterBar switches={start} /> : null}
      <LiveRegion />
    </>
  );
}

interface HeaderProps {
  start: Start | undefined;
  person: PersonItem | undefined;
  onChoose: (person: PersonItem) => void;
}

function Header({ start, person, onChoose }: HeaderProps) {
  return (
    <header className="rp-header">
      <div className="rp-header-row">
        <Link to="/" className="rp-home">
          <Mark />
          <span className="rp-home-text">
            Портал услуг
            <span className="rp-demo">демонстрация</span>
          </span>
        </Link>
        <nav className="rp-menu" aria-label="Разделы портала">
          <NavLink to="/" end>
            Услуги
          </NavLink>
          <NavLink to="/orders">Мои заявления</NavLink>
        </nav>
        {start && person ? (
          <div className="rp-account">
            <span className="rg-muted" id="account-label">
              Вы вошли как
            </span>
            <Select
              aria-labelledby="account-label"
              virtual={false}
              value={person.key}
              onChange={(key) => {
                const next = start.people.find((one) => one.key === key);
                if (next) onChoose(next);
              }}
              options={start.people.map(({ key, title }) => ({ value: key, label: title }))}
            />
          </div>
        ) : null}
      </div>
    </header>
  );
}

/** A house with an open door: nobody's emblem. */
function Mark() {
  return (
    <svg className="rp-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" />
      <path d="M7 15.5 16 8l9 7.5M10 14v10h12V14M14 24v-6h4v6" />
    </svg>
  );
}
