/** To the row, or the part of one, before or behind, over the edge of a section too. */
export function goAlong(from: HTMLElement, by: number): void {
  const stops = [...document.querySelectorAll<HTMLElement>('[data-field] .rs-field-name, .rs-drawn-part')];
  stops[stops.indexOf(from) + by]?.focus();
}
