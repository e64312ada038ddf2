import { titleOf } from '@reglament/core/rules';
import { useRef, useState } from 'react';
import { Link, NavLink, Outlet } from 'react-router';
import type { Me } from '../api.ts';
import { locale } from '../locale/locale.ts';
import { useMe } from '../session/me.ts';
import { NoticeBell } from '../staff-notice/bell.tsx';
import { BottomBarPlace } from '../ui/bottom-bar.tsx';
import { useKey } from '../ui/keys.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { Logo } from '../ui/logo.tsx';
import { useConnectionLost } from './connection.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { useLiveEvents } from './live-events.ts';
import { useMainScroll } from './main-scroll.ts';
import { UserMenu } from './user-menu.tsx';

/** Words of the workplace's menu that have a screen of their own. */
const screens = [
  { code: 'mine', path: '/mine', open: () => true },
  { code: 'applications', path: '/applications', open: () => true },
  // The registry is for those who take applications in.
  { code: 'applicants', path: '/applicants', open: (me: Me) => me.canCreate },
  { code: 'incoming', path: '/incoming-requests', open: (me: Me) => me.permissions.includes('requests.answer') },
  { code: 'notices', path: '/notices', open: () => true },
  { code: 'monitoring', path: '/monitoring', open: (me: Me) => me.permissions.includes('reports.read') },
] as const;

/** Of what a right opens, whatever the workplace says. */
const usualTitles: Readonly<Record<string, string>> = { incoming: 'Входящие Р-запросы', monitoring: 'Мониторинг' };

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

/** What stands around every screen. */
export function Shell() {
  const me = useMe();
  const { workplace } = me;
  const [keysOpen, setKeysOpen] = useState(false);
  useKey('help', 'Список клавиш', () => setKeysOpen(true));
  useLiveEvents();
  const main = useRef<HTMLElement>(null);
  const [barPlace, setBarPlace] = useState<HTMLElement | null>(null);
  useMainScroll(main);
  return (
    <>
      <a className="rg-skip" href="#main">
        Перейти к содержанию
      </a>
      <header className="rg-header">
        <Link to="/" className="rg-home" aria-label="Регламент: на начальную страницу">
          <Logo />
        </Link>
        <nav className="rg-menu" aria-label="Разделы">
          {screens.map(({ code, path, open }) => {
            const title = workplace.menu[code] ?? usualTitles[code];
            return title === undefined || !open(me) ? null : (
              <NavLink key={code} to={path}>
                {titleOf(title, locale)}
              </NavLink>
            );
          })}
        </nav>
        <div className="rg-header-tools">
          <NoticeBell />
          <UserMenu onKeys={() => setKeysOpen(true)} />
        </div>
      </header>
      <ConnectionBanner />
      <main id="main" ref={main} tabIndex={-1} className="rg-main">
        <BottomBarPlace value={barPlace}>
          <Outlet />
        </BottomBarPlace>
      </main>
      <section ref={setBarPlace} aria-label="Сохранение" />
      <LiveRegion />
      <KeysDialog open={keysOpen} onClose={() => setKeysOpen(false)} />
    </>
  );
}
