import { useEffect, useState } from 'react';

/** Milliseconds without a key or a pointer after which a page left open shows nobody any more. */
const patience = 15 * 60_000;
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Whether somebody sits before this page: it can be seen, and something was pressed or moved not long ago. */
export function useAttention(): boolean {
  const [attended, setAttended] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    let last = Date.now();
    const look = () => setAttended(document.visibilityState === 'visible' && Date.now() - last < patience);
    const notice = () => {
      last = Date.now();
      look();
    };
    const timer = window.setInterval(look, patience / 10);
    document.addEventListener('visibilitychange', notice);
    for (const sign of signs) window.addEventListener(sign, notice, { passive: true });
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', notice);
      for (const sign of signs) window.removeEventListener(sign, notice);
    };
  }, []);
  return attended;
}
