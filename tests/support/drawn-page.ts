/** Of all that is drawn: the words of a page are black. */
export function darkest(canvas: HTMLCanvasElement): number {
  const points = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  let least = 255;
  for (let at = 0; at < points.length; at += 4) {
    if (points[at + 3] === 255) least = Math.min(least, points[at] ?? 255);
  }
  return least;
}
