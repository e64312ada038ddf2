import { DownOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { NavLink, useLocation, useNavigate } from 'react-router';
import { ButtonMenu } from '../ui/button-menu.tsx';
import { useGoKey } from '../ui/keys.ts';

export interface Section {
  readonly title: string;
  readonly letter: string;
  readonly path: string;
}

interface SectionMenuProps {
  sections: readonly Section[];
}

/** How many of them stand in the one row there is room for; the others have wrapped below it. */
function useFitting(row: RefObject<HTMLDivElement | null>, whole: number): number {
  const [fitting, setFitting] = useState(whole);
  useLayoutEffect(() => {
    const { current } = row;
    if (current === null) return;
    const count = () => {
      const links = [...current.children].filter((one) => one instanceof HTMLElement);
      const top = links[0]?.offsetTop;
      setFitting(links.filter(({ offsetTop }) => offsetTop === top).length);
    };
    count();
    const watch = new ResizeObserver(count);
    for (const one of [current, ...current.children]) watch.observe(one);
    return () => watch.disconnect();
  }, [row]);
  return Math.min(fitting, whole);
}

/** The sections of the clerk's interface; those for which there is no room stand behind «Ещё». Other sections are another menu. */
export function SectionMenu({ sections }: SectionMenuProps) {
  const row = useRef<HTMLDivElement>(null);
  const fitting = useFitting(row, sections.length);
  return (
    <nav className="rg-menu rg-menu-folding" aria-label="Разделы">
      <div className="rg-menu-row" ref={row}>
        {sections.map((section, at) => (
          <SectionLink key={section.path} section={section} shown={at < fitting} />
        ))}
      </div>
      {fitting < sections.length ? <More sections={sections.slice(fitting)} /> : null}
    </nav>
  );
}

function SectionLink({ section: { title, letter, path }, shown }: { section: Section; shown: boolean }) {
  const navigate = useNavigate();
  useGoKey(letter, title, () => navigate(path));
  return (
    <NavLink to={path} title={`G ${letter}`} style={shown ? {} : { visibility: 'hidden' }}>
      {title}
    </NavLink>
  );
}

function More({ sections }: SectionMenuProps) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const isHere = sections.some(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
  const items = sections.map(({ title, path, letter }) => ({
    ...{ key: path, label: title, extra: `G ${letter}` },
    onClick: () => void navigate(path),
  }));
  return (
    <ButtonMenu items={items} edge="right">
      <Button type="text" className={isHere ? 'rg-menu-more active' : 'rg-menu-more'} aria-haspopup="menu">
        Ещё <DownOutlined aria-hidden="true" />
      </Button>
    </ButtonMenu>
  );
}
