import { type RefObject, startTransition, useEffect, useRef, useState } from 'react';

/** How far beyond the screen things are drawn already, in pixels. */
const AHEAD = '900px';

const waiting = new WeakMap<Element, () => void>();
let watcher: IntersectionObserver | undefined;

/** One for all: hundreds of rows wait for their turn. */
function watch(element: Element, come: () => void): () => void {
  watcher ??= new IntersectionObserver(
    (entries) => {
      const come = entries.filter(({ isIntersecting }) => isIntersecting);
      const [inSight, ahead] = [come.filter(isInSight), come.filter((entry) => !isInSight(entry))];
      for (const { target } of inSight) waiting.get(target)?.();
      // A key pressed meanwhile goes before what is only coming into sight.
      startTransition(() => {
        for (const { target } of ahead) waiting.get(target)?.();
      });
    },
    // The page scrolls inside of a part of the window: the margin has to be that part's, too.
    { rootMargin: AHEAD, scrollMargin: AHEAD } as IntersectionObserverInit,
  );
  waiting.set(element, come);
  watcher.observe(element);
  return () => watcher?.unobserve(element);
}

function isInSight({ boundingClientRect: { top, bottom } }: IntersectionObserverEntry): boolean {
  return bottom > 0 && top < window.innerHeight;
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
