/** What an English page says in Russian – names, what people have written, words of a definition without English – is marked as Russian. */

const cyrillic = /[А-Яа-яЁё]/g;
const latin = /[A-Za-z]/g;

/** Undefined: nothing to be said aloud, such as a number. Pure. */
export function languageOfText(text: string): 'ru' | 'en' | undefined {
  const russian = text.match(cyrillic)?.length ?? 0;
  const english = text.match(latin)?.length ?? 0;
  if (russian === 0 && english === 0) return undefined;
  return russian > english ? 'ru' : 'en';
}

/** The language of the element that holds the text; it is marked where what is around it is in another one. True: it is another now. */
function mark(holder: Element): boolean {
  // An editor of code draws its own anew when anything about it is changed.
  if (holder.closest('[contenteditable="true"]') !== null) return false;
  const own = [...holder.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  const label = own.length === 0 ? (holder.getAttribute('aria-label') ?? '') : '';
  const wanted = languageOfText(own.map((node) => node.nodeValue).join(' ') + label);
  const marked = holder.getAttribute('lang');
  const around = holder.parentElement?.closest<HTMLElement>('[lang]')?.lang;
  const next = wanted === undefined || wanted === around ? null : wanted;
  if (next === marked || holder === document.documentElement) return false;
  if (next === null) holder.removeAttribute('lang');
  else holder.setAttribute('lang', next);
  return true;
}

/** Whoever is around first: what is inside is marked against it. */
function markAll(part: Element): void {
  for (const holder of [part, ...part.querySelectorAll('*')]) mark(holder);
}

function follow({ target, addedNodes }: MutationRecord): void {
  const holder = target instanceof Element ? target : target.parentElement;
  if (holder === null) return;
  if (mark(holder)) markAll(holder);
  else for (const node of addedNodes) if (node instanceof Element) markAll(node);
}

/** For as long as the page lives; only whoever reads English needs it. */
export function markParts(page: Document): void {
  const watch = new MutationObserver((changes) => {
    for (const change of changes) follow(change);
  });
  watch.observe(page.documentElement, { subtree: true, childList: true, characterData: true });
}
