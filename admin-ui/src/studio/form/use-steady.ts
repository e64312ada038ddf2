import { useRef, useState } from 'react';

/** The same functions for as long as the screen stands, which do what the newest ones do: parts that get them need not be drawn anew. */
export function useSteady<Functions extends Readonly<Record<string, (...args: never[]) => unknown>>>(
  functions: Functions,
): Functions {
  const latest = useRef(functions);
  latest.current = functions;
  const [steady] = useState(() => {
    const names = Object.keys(functions);
    return Object.fromEntries(names.map((name) => [name, (...args: never[]) => latest.current[name]?.(...args)]));
  });
  return steady as Functions;
}
