/** How many letters of a word may be wrong: none of a short one, or everything would fit. */
function allowance(length: number): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/** Whether what was typed is the beginning of the word but for a letter left out, added, changed, or two that changed places. */
export function isNear(typed: string, word: string): boolean {
  const most = allowance(typed.length);
  if (most === 0) return word.startsWith(typed);
  if (word.length < typed.length - most) return false;
  return prefixDistance(typed, word.slice(0, typed.length + most)) <= most;
}

/** Damerau–Levenshtein distance of the text to the nearest beginning of the word. */
function prefixDistance(text: string, word: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: word.length + 1 }, (_one, at) => at);
  for (let row = 1; row <= text.length; row += 1) {
    const current = [row];
    for (let at = 1; at <= word.length; at += 1) {
      const cost = text[row - 1] === word[at - 1] ? 0 : 1;
      let best = Math.min((last[at] ?? 0) + 1, (current[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + cost);
      const isSwapped = row > 1 && at > 1 && text[row - 1] === word[at - 2] && text[row - 2] === word[at - 1];
      if (isSwapped) best = Math.min(best, (beforeLast[at - 2] ?? 0) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return Math.min(...last);
}
