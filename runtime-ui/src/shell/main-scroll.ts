import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

/** A new screen begins at its top; going back returns to where one was. The scrolled part is `main`, not the window. */
export function useMainScroll(main: RefObject<HTMLElement | null>): void {
  const { key, pathname } = useLocation();
  const how = useNavigationType();
  const places = useRef(new Map<string, number>());
  const shown = useRef(pathname);
  useLayoutEffect(() => {
    const scrolled = main.current;
    if (!scrolled) return;
    const kept = how === 'POP' ? places.current.get(key) : undefined;
    if (kept !== undefined || shown.current !== pathname) scrolled.scrollTop = kept ?? 0;
    shown.current = pathname;
    const keep = () => places.current.set(key, scrolled.scrollTop);
    scrolled.addEventListener('scroll', keep, { passive: true });
    return () => scrolled.removeEventListener('scroll', keep);
  }, [main, key, pathname, how]);
}
