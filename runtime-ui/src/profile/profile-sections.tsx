import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';

interface Section {
  readonly id: string;
  readonly title: string;
}

/** Those that are there: which ones, each of them knows by itself, some only when an answer has come. */
function useSections(place: RefObject<HTMLDivElement | null>): readonly Section[] {
  const [sections, setSections] = useState<readonly Section[]>([]);
  useEffect(() => {
    const { current } = place;
    if (current === null) return;
    const read = () => {
      const found = [...current.querySelectorAll<HTMLElement>(':scope > section[id]')];
      const next = found.map(({ id, firstElementChild }) => ({
        id,
        title: firstElementChild?.querySelector('h2')?.textContent ?? '',
      }));
      setSections((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    read();
    const watch = new MutationObserver(read);
    watch.observe(current, { childList: true });
    return () => watch.disconnect();
  }, [place]);
  return sections;
}

/** The sections of a profile with a menu of them on the right, as in the system that people come from. */
export function ProfileSections({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const sections = useSections(place);
  const goTo = (id: string) => {
    const heading = document.getElementById(`${id}-title`);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  };
  return (
    <div className="rg-profile">
      <div ref={place}>{children}</div>
      <nav aria-label="Разделы профиля" className="rg-profile-menu">
        {sections.map(({ id, title }) => (
          <a
            key={id}
            href={`#${id}`}
            onClick={(event) => {
              event.preventDefault();
              goTo(id);
            }}
          >
            {title}
          </a>
        ))}
      </nav>
    </div>
  );
}
