let pointerIsDown = false;

window.addEventListener('pointerdown', () => (pointerIsDown = true), { capture: true });
for (const end of ['pointerup', 'pointercancel'] as const) {
  window.addEventListener(end, () => (pointerIsDown = false), { capture: true });
}

/**
 * What leaving a field changes may move the page. While the button of the mouse is down that would take the click away from
 * what the person aims at, so it waits until the click is through.
 */
export function afterPointer(run: () => void): void {
  if (!pointerIsDown) {
    run();
    return;
  }
  window.addEventListener('pointerup', () => window.setTimeout(run, 0), { once: true });
}
