import { createContext, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

/** The element that the shell keeps for the bar, under the scrolled part, so that it never covers a field. */
export const BottomBarPlace = createContext<HTMLElement | null>(null);

/** The buttons that finish a screen, always in view on a desk; at the end of the page on a narrow screen. */
export function BottomBar({ children }: { children: ReactNode }) {
  const place = useContext(BottomBarPlace);
  return place ? createPortal(<div className="rg-bar">{children}</div>, place) : null;
}
