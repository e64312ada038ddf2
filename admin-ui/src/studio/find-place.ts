/** The place on the screen that a JSON pointer is edited at: the closest around it, or the first within it. */
export function closestPlace(pointer: string, places: readonly string[]): string | undefined {
  const around = places.filter((place) => pointer === place || pointer.startsWith(`${place}/`));
  const [closest] = around.toSorted((one, other) => other.length - one.length);
  return closest ?? places.find((place) => place.startsWith(`${pointer}/`));
}

/** How long a tab may take to come to the screen, the last section of a large form on a slow machine too. */
const PATIENCE_MS = 15_000;

/** Puts the focus into the very input of a place, as soon as it stands on the screen. @returns what gives it up */
export function goToPlace(pointer: string): () => void {
  const until = performance.now() + PATIENCE_MS;
  let request = 0;
  let before: HTMLElement | undefined;
  const stop = () => {
    cancelAnimationFrame(request);
    for (const event of ownDeeds) window.removeEventListener(event, stop, true);
  };
  const look = () => {
    const found = elementAt(pointer);
    // What is being opened comes piece by piece: the place is taken that stays, once nothing in it is still on its way.
    if (found !== undefined && found === before && found.querySelector('.rg-loading') === null) {
      stop();
      return focusIn(found);
    }
    before = found;
    if (performance.now() < until) request = requestAnimationFrame(look);
    else stop();
  };
  request = requestAnimationFrame(() => {
    // Whoever has gone elsewhere meanwhile is not pulled back.
    for (const event of ownDeeds) window.addEventListener(event, stop, true);
    look();
  });
  return stop;
}

const ownDeeds = ['keydown', 'pointerdown'] as const;

function elementAt(pointer: string): HTMLElement | undefined {
  const elements = [...document.querySelectorAll<HTMLElement>('[data-place]')];
  const place = closestPlace(
    pointer,
    elements.map((one) => one.dataset.place ?? ''),
  );
  return elements.find((one) => one.dataset.place === place);
}

function focusIn(place: HTMLElement): void {
  for (let around = place.parentElement; around !== null; around = around.parentElement) {
    if (around instanceof HTMLDetailsElement) around.open = true;
  }
  const [inputs, buttons] = ['input:not([type=hidden]), textarea, [role=combobox]', 'button:not(:disabled)'];
  const target = place.matches(`${inputs}, ${buttons}`)
    ? place
    : (place.querySelector<HTMLElement>(inputs) ?? place.querySelector<HTMLElement>(buttons));
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) selectToFill(target);
}

/** What a template leaves to be filled in is typed over at once. */
function selectToFill(input: HTMLInputElement | HTMLTextAreaElement): void {
  const found = /\[укажите [^\]]*\]/.exec(input.value);
  if (found !== null) input.setSelectionRange(found.index, found.index + found[0].length);
}
