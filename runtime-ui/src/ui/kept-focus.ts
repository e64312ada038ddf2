/**
 * The focus never falls to the page itself. What held it may go or be shut: a row is removed, a menu closes, a button has done its
 * work. Then the focus goes to what held it before that, or to the heading of the place it stood in. A screen that says where the
 * focus goes next is faster and wins.
 */

interface Held {
  readonly element: HTMLElement;
  /** Regions and dialogs around it, innermost first. */
  readonly places: readonly HTMLElement[];
}

const MOST_HELD = 20;
/** Time for a screen to say itself where the focus goes, in milliseconds. */
const GONE = 60;
/** A button is shut while its work is done, and opens again. */
const SHUT = 600;

const screenSelector = '.rg-page';
const popupSelector = '[role="dialog"], [role="menu"]';
const placeSelector = `section, form, ${popupSelector}`;

function placesOf(element: HTMLElement): HTMLElement[] {
  const places: HTMLElement[] = [];
  for (let at = element.closest<HTMLElement>(placeSelector); at; at = nextPlace(at)) places.push(at);
  return places;
}

function nextPlace(place: HTMLElement): HTMLElement | null {
  return place.parentElement?.closest<HTMLElement>(placeSelector) ?? null;
}

const isShown = (element: HTMLElement) => element.isConnected && element.getClientRects().length > 0;
const isShut = (element: HTMLElement) => element.matches(':disabled, [inert] *');

/** A dialog in front takes the focus of what is behind it. */
function isBehind(element: HTMLElement): boolean {
  const front = [...document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')].findLast(isShown);
  return front !== undefined && !front.contains(element);
}

const mayHold = (element: HTMLElement) => isShown(element) && !isShut(element) && !isBehind(element);

/** The heading of the place, or the place itself. */
function headingOf(place: HTMLElement): HTMLElement {
  const named = place.getAttribute('aria-labelledby')?.split(' ')[0];
  const heading = named ? document.getElementById(named) : place.querySelector<HTMLElement>('h1, h2, h3');
  const found = heading !== null && place.contains(heading) ? heading : place;
  if (!found.hasAttribute('tabindex')) found.tabIndex = -1;
  return found;
}

/** The same field drawn anew, as those of a filter are. */
function drawnAnew({ element }: Held): HTMLElement | undefined {
  const twin = element.id === '' ? null : document.getElementById(element.id);
  return twin !== null && mayHold(twin) ? twin : undefined;
}

/**
 * To the part of the screen where the lost one stood; from a menu or a dialog that is gone, to what opened it. Never to some other
 * button it passed: who presses a key twice would press that one.
 */
function wayBack(held: readonly Held[]): HTMLElement | undefined {
  for (const one of held) {
    const { element, places } = one;
    const twin = drawnAnew(one);
    if (twin) return twin;
    if (mayHold(element)) return element;
    const place = places.find(mayHold);
    if (place) return headingOf(place);
    if (!places.some((gone) => gone.matches(popupSelector))) break;
  }
  const screen = document.querySelector<HTMLElement>(screenSelector);
  return screen ? headingOf(screen) : undefined;
}

/** From now on, in this document. */
export function keepFocus(): () => void {
  let held: Held[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLost = () => document.activeElement === null || document.activeElement === document.body;
  const look = (patient: boolean) => {
    timer = undefined;
    const last = held[0]?.element;
    // Put away by the person, as a click beside everything does.
    if (!isLost() || last === undefined || mayHold(last)) return;
    if (patient && isShown(last) && isShut(last)) timer = setTimeout(() => look(false), SHUT);
    else wayBack(held)?.focus();
  };
  const hold = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === document.body) return;
    held = [{ element: target, places: placesOf(target) }, ...held.filter(({ element }) => element !== target)];
    held.length = Math.min(held.length, MOST_HELD);
  };
  const changes = new MutationObserver(() => {
    if (timer === undefined && isLost()) timer = setTimeout(() => look(true), GONE);
  });
  document.addEventListener('focusin', hold);
  const attributeFilter = ['disabled', 'hidden', 'style', 'class'];
  changes.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter });
  return () => {
    clearTimeout(timer);
    changes.disconnect();
    document.removeEventListener('focusin', hold);
  };
}
