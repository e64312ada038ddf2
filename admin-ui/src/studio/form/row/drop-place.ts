/** Before the row in whose first half the pointer is: the upper one, or of two that stand side by side the left one. */
export function dropIndex({ currentTarget, clientX, clientY }: React.DragEvent): number {
  const rows = rowsOf(currentTarget);
  const index = rows.findIndex((row) => {
    const { top, bottom, left, height, width } = row.getBoundingClientRect();
    if (!row.classList.contains('rs-half')) return clientY < top + height / 2;
    return clientY < top || (clientY < bottom && clientX < left + width / 2);
  });
  return index < 0 ? rows.length : index;
}

/**
 * Shows where what is dragged would come. On the element itself: the pointer moves many times a second, and nothing else of the
 * section depends on it.
 */
export function markDrop(event: React.DragEvent): void {
  const at = dropIndex(event);
  rowsOf(event.currentTarget).forEach((row, index, all) => {
    const mark = index === at ? 'before' : at === all.length && index === at - 1 ? 'behind' : undefined;
    if (mark === undefined) delete row.dataset.drop;
    else row.dataset.drop = mark;
  });
}

export function clearDrop({ currentTarget }: React.DragEvent): void {
  for (const row of rowsOf(currentTarget)) delete row.dataset.drop;
}

/** Over the edge of a row inside of the list nothing is left: the mark would flicker. */
export function leaveDrop(event: React.DragEvent): void {
  const to = event.relatedTarget;
  if (!(to instanceof Node && event.currentTarget.contains(to))) clearDrop(event);
}

function rowsOf(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[data-field]')];
}
