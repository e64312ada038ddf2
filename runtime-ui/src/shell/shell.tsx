import { QuestionCircleOutlined } from '@ant-design/icons';
import { titleOf } from '@reglament/core/rules';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { Link, Outlet, useNavigate } from 'react-router';
import type { Me } from '../api.ts';
import { HelpDialog } from '../help/help-dialog.tsx';
import { ShellTour, TourOffer, useToured } from '../help/tour.tsx';
import { locale } from '../locale/locale.ts';
import { testRunId } from '../place.ts';
import { administers, destroys, useMe } from '../session/me.ts';
import { NoticeBell } from '../staff-notice/bell.tsx';
import { TestBand } from '../test-run/test-band.tsx';
import { BottomBarPlace } from '../ui/bottom-bar.tsx';
import { EmulatorMark } from '../ui/emulator-mark.tsx';
import { keyOf, useGoKey, useKey } from '../ui/keys.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { Logo } from '../ui/logo.tsx';
import { useConnectionLost } from './connection.ts';
import { useLiveEvents } from './live-events.ts';
import { useMainScroll } from './main-scroll.ts';
import { type Section, SectionMenu } from './section-menu.tsx';
import { UserMenu } from './user-menu.tsx';

/** Words of the workplace's menu that have a screen of their own. */
const screens = [
  // Of what is nobody's own in a body where others assign, the list stays empty for ever.
  { code: 'mine', letter: 'M', path: '/mine', open: (me: Me) => me.executes || me.workplace.startPage === 'mine' },
  { code: 'applications', letter: 'A', path: '/applications', open: () => true },
  // The registry is for those who take applications in.
  { code: 'applicants', letter: 'P', path: '/applicants', open: (me: Me) => me.canCreate },
  {
    code: 'incoming',
    letter: 'I',
    path: '/incoming-requests',
    open: (me: Me) => me.permissions.includes('requests.answer'),
  },
  { code: 'notices', letter: 'N', path: '/notices', open: () => true },
  { code: 'monitoring', letter: 'R', path: '/monitoring', open: (me: Me) => me.permissions.includes('reports.read') },
  { code: 'retention', letter: 'H', path: '/retention', open: destroys },
] as const;

/** Of what a right opens, whatever the workplace says. */
const usualTitles: Readonly<Record<string, string>> = {
  incoming: 'Входящие Р-запросы',
  monitoring: 'Мониторинг',
  retention: 'Сроки хранения',
};

function ConnectionBanner() {
  const lost = useConnectionLost();
  return (
    <div role="status">
      {lost ? (
        <div className="rg-banner">
          Нет связи с сервером. Введённое сохраняется на этом компьютере; связь проверяется сама.
        </div>
      ) : null}
    </div>
  );
}

function sectionsOf(me: Me): Section[] {
  return screens.flatMap(({ code, letter, path, open }) => {
    const title = me.workplace.menu[code] ?? usualTitles[code];
    return title === undefined || !open(me) ? [] : [{ title: titleOf(title, locale), letter, path }];
  });
}

function useHelp() {
  const [keysOpen, setKeysOpen] = useState(false);
  const [touring, setTouring] = useState(false);
  const navigate = useNavigate();
  useKey('help', 'Помощь и список клавиш', () => setKeysOpen(true));
  useGoKey('T', 'Мои задания', () => navigate('/tasks'));
  useGoKey('U', 'Мой профиль', () => navigate('/profile'));
  return { keysOpen, setKeysOpen, touring, setTouring };
}

/** What stands around every screen. */
export function Shell() {
  const me = useMe();
  const { keysOpen, setKeysOpen, touring, setTouring } = useHelp();
  const sections = sectionsOf(me);
  const { toured, finish } = useToured();
  useLiveEvents();
  const main = useRef<HTMLElement>(null);
  const [barPlace, setBarPlace] = useState<HTMLElement | null>(null);
  useMainScroll(main);
  return (
    <>
      <a className="rg-skip" href="#main">
        Перейти к содержанию
      </a>
      <TestBand />
      <header className="rg-header">
        <Link to="/" className="rg-home" aria-label="Регламент: на начальную страницу">
          <Logo />
        </Link>
        <SectionMenu key={sections.length} sections={sections} />
        <div className="rg-header-tools">
          {/* A stand says it of everything, in the band above. */}
          {testRunId === undefined ? <EmulatorMark connections={me.emulated} /> : null}
          {administers(me) ? (
            <a href="/admin/" className="rg-to-admin">
              Администрирование
            </a>
          ) : null}
          <NoticeBell />
          <Button
            type="text"
            className="rg-help"
            aria-label="Помощь"
            title="Помощь (?)"
            aria-haspopup="dialog"
            onClick={() => setKeysOpen(true)}
            {...keyOf('help')}
          >
            <QuestionCircleOutlined aria-hidden="true" />
          </Button>
          <UserMenu onKeys={() => setKeysOpen(true)} />
        </div>
      </header>
      <ConnectionBanner />
      {toured || touring ? null : <TourOffer onShow={() => setTouring(true)} onRefuse={finish} />}
      <main id="main" ref={main} tabIndex={-1} className="rg-main">
        <BottomBarPlace value={barPlace}>
          <Outlet />
        </BottomBarPlace>
      </main>
      <section ref={setBarPlace} aria-label="Сохранение" />
      <LiveRegion />
      <HelpDialog
        open={keysOpen}
        onClose={() => setKeysOpen(false)}
        onTour={() => {
          setKeysOpen(false);
          setTouring(true);
        }}
      />
      {touring ? (
        <ShellTour
          onClose={() => {
            setTouring(false);
            if (!toured) finish();
          }}
        />
      ) : null}
    </>
  );
}
