/** Keys of the screen in view: registered while it stands, listed by `?`. */
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';

export interface KeyBinding {
  combo: string;
  title: string;
  matches: (event: KeyboardEvent) => boolean;
  /** For a screen reader, as `aria-keyshortcuts` writes it; absent: it has no word for such a key. */
  aria?: string;
  /** Works while one types in an input, too. */
  whileTyping: boolean;
  /** Goes on while the key is held. */
  held?: boolean;
  /** After G only. */
  led?: boolean;
  run: (event: KeyboardEvent) => void;
}

/** By the physical key where the Russian layout puts another letter on it. */
export const combos = {
  save: {
    combo: 'Ctrl+S',
    aria: 'Control+S',
    whileTyping: true,
    matches: (event) => command(event) && event.code === 'KeyS',
  },
  main: {
    combo: 'Ctrl+Enter',
    aria: 'Control+Enter',
    whileTyping: true,
    matches: (event) => command(event) && event.key === 'Enter',
  },
  preview: {
    combo: 'Ctrl+P',
    aria: 'Control+P',
    whileTyping: true,
    matches: (event) => command(event) && event.code === 'KeyP',
  },
  undo: {
    combo: 'Ctrl+Z',
    aria: 'Control+Z',
    whileTyping: false,
    matches: (event) => command(event) && event.code === 'KeyZ',
  },
  search: {
    combo: '/',
    aria: '/',
    whileTyping: false,
    matches: (event) =>
      plain(event) && event.key !== '?' && (event.key === '/' || (event.code === 'Slash' && !event.shiftKey)),
  },
  help: {
    combo: '?',
    aria: '?',
    whileTyping: false,
    matches: (event) => plain(event) && (event.key === '?' || (event.code === 'Slash' && event.shiftKey)),
  },
  create: {
    combo: 'N',
    aria: 'N',
    whileTyping: false,
    matches: (event) => letter(event, 'N'),
  },
  views: {
    combo: 'V',
    aria: 'V',
    whileTyping: false,
    matches: (event) => letter(event, 'V'),
  },
  export: {
    combo: 'E',
    aria: 'E',
    whileTyping: false,
    matches: (event) => letter(event, 'E'),
  },
  print: {
    combo: 'P',
    aria: 'P',
    whileTyping: false,
    matches: (event) => letter(event, 'P'),
  },
  refresh: {
    combo: 'R',
    aria: 'R',
    whileTyping: false,
    matches: (event) => letter(event, 'R'),
  },
  down: { combo: 'J', aria: 'J', whileTyping: false, held: true, matches: (event) => letter(event, 'J') },
  up: { combo: 'K', aria: 'K', whileTyping: false, held: true, matches: (event) => letter(event, 'K') },
  tab: {
    combo: 'Alt+1…9',
    whileTyping: false,
    matches: (event) => event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && digitOf(event) > 0,
  },
} as const satisfies Record<string, Omit<KeyBinding, 'title' | 'run'>>;

type KeyName = keyof typeof combos;

/** The digit of the row above the letters, whatever layout is on; 0: none. */
export function digitOf({ code }: Pick<KeyboardEvent, 'code'>): number {
  return /^Digit[1-9]$/.test(code) ? Number(code.at(-1)) : 0;
}

/** What a screen reader says of a button that a key works as well. */
export function keyOf(key: Exclude<KeyName, 'tab'>): { 'aria-keyshortcuts': string } {
  return { 'aria-keyshortcuts': combos[key].aria };
}

function command(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

function plain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}

function letter(event: KeyboardEvent, wanted: string): boolean {
  return plain(event) && !event.shiftKey && event.code === `Key${wanted}`;
}

/** G is waited for so long, in milliseconds. */
const PATIENCE = 1_500;
/** When G was pressed; what comes next is looked for among the screens. */
let ledAt = Number.NEGATIVE_INFINITY;

let bindings: readonly KeyBinding[] = [];
const listeners = new Set<() => void>();

function change(next: readonly KeyBinding[]): void {
  bindings = next;
  for (const listener of listeners) listener();
}

/** Where a letter is the field's or the menu's own. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="menu"], [role="listbox"]') !== null) return true;
  return target.matches('input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select');
}

/** A dialog takes the keys of the screen behind it away, but for its own. */
function dialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** The latest registered wins: a dialog over its screen. */
function bindingFor(event: KeyboardEvent, led: boolean): KeyBinding | undefined {
  const typing = isTyping(event.target);
  const shut = dialogOpen();
  return bindings.findLast((binding) => {
    if (!binding.matches(event) || (binding.led ?? false) !== led) return false;
    if (event.repeat && !binding.held) return false;
    if (typing && !binding.whileTyping) return false;
    return !shut || binding.combo === combos.main.combo || binding.combo === combos.save.combo;
  });
}

// Before any field: a list would open itself on Ctrl+Enter and keep the key.
window.addEventListener(
  'keydown',
  (event) => {
    const binding = command(event) ? bindingFor(event, false) : undefined;
    if (!binding) return;
    event.preventDefault();
    event.stopPropagation();
    binding.run(event);
  },
  { capture: true },
);

window.addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return;
  const led = event.timeStamp - ledAt < PATIENCE;
  ledAt = Number.NEGATIVE_INFINITY;
  const binding = bindingFor(event, led);
  if (binding) {
    event.preventDefault();
    binding.run(event);
  } else if (letter(event, 'G') && !event.repeat && !isTyping(event.target) && !dialogOpen()) ledAt = event.timeStamp;
});

export function useKey(key: KeyName, title: string, run: ((event: KeyboardEvent) => void) | undefined): void {
  useBinding(combos[key], title, run);
}

/** G and then the letter: to another screen. */
export function useGoKey(wanted: string, title: string, run: () => void): void {
  const key = useMemo(
    () => ({
      combo: `G ${wanted}`,
      whileTyping: false,
      led: true,
      matches: (event: KeyboardEvent) => letter(event, wanted),
    }),
    [wanted],
  );
  useBinding(key, title, run);
}

function useBinding(key: Omit<KeyBinding, 'title' | 'run'>, title: string, run: KeyBinding['run'] | undefined): void {
  const latest = useRef(run);
  latest.current = run;
  const active = run !== undefined;
  useEffect(() => {
    if (!active) return;
    const binding: KeyBinding = { ...key, title, run: (event) => latest.current?.(event) };
    change([...bindings, binding]);
    return () => change(bindings.filter((other) => other !== binding));
  }, [key, title, active]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useKeyBindings(): readonly KeyBinding[] {
  return useSyncExternalStore(subscribe, () => bindings);
}
