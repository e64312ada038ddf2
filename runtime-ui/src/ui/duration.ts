/** How long answers take, for a person. Pure. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The two greatest units are enough to compare by. */
export function waitingText(seconds: number | null): string {
  if (seconds === null) return '—';
  if (seconds < MINUTE) return 'меньше минуты';
  const parts = [
    [Math.floor(seconds / DAY), 'д'],
    [Math.floor((seconds % DAY) / HOUR), 'ч'],
    [Math.floor((seconds % HOUR) / MINUTE), 'мин'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** Width of a bar in percent, the slowest being the whole. */
export function shareOf(seconds: number | null, slowest: number): number {
  return seconds === null || slowest <= 0 ? 0 : Math.round((seconds / slowest) * 100);
}
