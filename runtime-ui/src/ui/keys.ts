/** Keys of the screen in view: registered while it stands, listed by `?`. */
import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface KeyBinding {
  combo: string;
  title: string;
  matches: (event: KeyboardEvent) => boolean;
  /** Works while one types in an input, too. */
  whileTyping: boolean;
  run: () => void;
}

/** By the physical key where the Russian layout puts another letter on it. */
export const combos = {
  save: { combo: 'Ctrl+S', whileTyping: true, matches: (event) => command(event) && event.code === 'KeyS' },
  main: { combo: 'Ctrl+Enter', whileTyping: true, matches: (event) => command(event) && event.key === 'Enter' },
  preview: { combo: 'Ctrl+P', whileTyping: true, matches: (event) => command(event) && event.code === 'KeyP' },
  search: {
    combo: '/',
    whileTyping: false,
    matches: (event) =>
      plain(event) && event.key !== '?' && (event.key === '/' || (event.code === 'Slash' && !event.shiftKey)),
  },
  help: {
    combo: '?',
    whileTyping: false,
    matches: (event) => plain(event) && (event.key === '?' || (event.code === 'Slash' && event.shiftKey)),
  },
  create: {
    combo: 'N',
    whileTyping: false,
    matches: (event) => plain(event) && event.code === 'KeyN' && !event.shiftKey,
  },
  views: {
    combo: 'V',
    whileTyping: false,
    matches: (event) => plain(event) && event.code === 'KeyV' && !event.shiftKey,
  },
  export: {
    combo: 'E',
    whileTyping: false,
    matches: (event) => plain(event) && event.code === 'KeyE' && !event.shiftKey,
  },
  refresh: {
    combo: 'R',
    whileTyping: false,
    matches: (event) => plain(event) && event.code === 'KeyR' && !event.shiftKey,
  },
} as const satisfies Record<string, Pick<KeyBinding, 'combo' | 'whileTyping' | 'matches'>>;

function command(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

function plain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}

let bindings: readonly KeyBinding[] = [];
const listeners = new Set<() => void>();

function change(next: readonly KeyBinding[]): void {
  bindings = next;
  for (const listener of listeners) listener();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** A dialog takes the keys of the screen behind it away, but for its own. */
function dialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

window.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.repeat) return;
  // The latest registered wins: a dialog over its screen.
  for (const binding of bindings.toReversed()) {
    if (!binding.matches(event) || (!binding.whileTyping && isTyping(event.target))) continue;
    if (dialogOpen() && binding.combo !== combos.main.combo && binding.combo !== combos.save.combo) continue;
    event.preventDefault();
    binding.run();
    return;
  }
});

export function useKey(key: keyof typeof combos, title: string, run: (() => void) | undefined): void {
  const latest = useRef(run);
  latest.current = run;
  const active = run !== undefined;
  useEffect(() => {
    if (!active) return;
    const binding: KeyBinding = { ...combos[key], title, run: () => latest.current?.() };
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
