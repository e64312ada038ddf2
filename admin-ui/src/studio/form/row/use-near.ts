import { type RefObject, startTransition, useEffect, useRef, useState } from 'react';

/** How far beyond the screen things are drawn already, in pixels. */
const AHEAD = '900px';

interface Waiting {
  readonly come: () => void;
  /** Somebody looks at its place already. */
  inSight: boolean;
}

const hidden = new Map<Element, () => void>();
/** What has come near and is not drawn yet, in its order on the page. */
const waiting = new Map<Element, Waiting>();
let watcher: IntersectionObserver | undefined;
let drawing: Element | undefined;

/** One for all: hundreds of rows wait for their turn. */
function watch(element: Element, come: () => void): () => void {
  watcher ??= new IntersectionObserver(see, {
    // The page scrolls inside of a part of the window: the margin has to be that part's, too.
    ...{ rootMargin: AHEAD, scrollMargin: AHEAD },
  } as IntersectionObserverInit);
  hidden.set(element, come);
  watcher.observe(element);
  return () => {
    hidden.delete(element);
    waiting.delete(element);
    watcher?.unobserve(element);
    // Drawn, or taken off the page before that.
    if (drawing !== element) return;
    drawing = undefined;
    drawNext();
  };
}

function see(entries: readonly IntersectionObserverEntry[]): void {
  for (const entry of entries) {
    const come = hidden.get(entry.target);
    if (come === undefined || !entry.isIntersecting) waiting.delete(entry.target);
    else if (entry.target !== drawing) waiting.set(entry.target, { come, inSight: isInSight(entry) });
  }
  drawNext();
}

function isInSight({ boundingClientRect: { top, bottom } }: IntersectionObserverEntry): boolean {
  return bottom > 0 && top < window.innerHeight;
}

/** One after another, what is looked at before the rest: a key pressed meanwhile waits for one of them at most. */
function drawNext(): void {
  if (drawing !== undefined) return;
  const all = [...waiting];
  const next = all.find(([, { inSight }]) => inSight) ?? all[0];
  if (next === undefined) return;
  const [element, { come }] = next;
  waiting.delete(element);
  drawing = element;
  startTransition(come);
}

/** Whether the element has come near the screen; what has come once stays. */
export function useNear<Place extends Element>(): [boolean, RefObject<Place | null>] {
  const [near, setNear] = useState(false);
  const place = useRef<Place>(null);
  useEffect(() => {
    if (near || place.current === null) return;
    return watch(place.current, () => setNear(true));
  }, [near]);
  return [near, place];
}
