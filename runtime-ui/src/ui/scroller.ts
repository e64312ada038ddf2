/** The nearest part of the page that scrolls by itself; undefined when the whole window does. */
function scrollerOf(element: HTMLElement): HTMLElement | undefined {
  for (let node = element.parentElement; node; node = node.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
  }
  return undefined;
}

export interface ScrollPlace {
  scroller: HTMLElement | undefined;
  /** From the beginning of what scrolls to the beginning of the element, pixels. */
  top: number;
}

export function scrollPlaceOf(box: HTMLElement): ScrollPlace {
  const scroller = scrollerOf(box);
  const { top } = box.getBoundingClientRect();
  if (!scroller) return { scroller, top: top + window.scrollY };
  return { scroller, top: top - scroller.getBoundingClientRect().top + scroller.scrollTop };
}
