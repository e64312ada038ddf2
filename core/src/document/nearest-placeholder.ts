/** The known path that a mistyped one most likely means; undefined when none is near. */
export function nearestPlaceholder(path: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  // A third of the letters may be wrong: beyond that it is another word.
  let least = Math.max(2, Math.floor(path.length / 3)) + 1;
  for (const one of known) {
    const away = distance(path.toLowerCase(), one.toLowerCase(), least);
    if (away < least) [best, least] = [one, away];
  }
  return best;
}

/** Letters to change, add or take out (Levenshtein); `most` when there are as many or more. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) >= most) return most;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [index, wanted] of [...other].entries()) {
      const same = (row[index] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(same, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(row.at(-1) ?? most, most);
}
