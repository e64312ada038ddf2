const counted = /\{(\d+)(?:,(\d*))?\}/g;

/**
 * How much RE2 would unroll to compile every pattern of a definition: `pattern` of schemas and `matches` of rules. RE2
 * runs in linear time, but `(long text){1000}` is a thousand long texts to it, and a definition may hold many.
 */
export function patternCost(content: unknown): number {
  let cost = 0;
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'pattern' && typeof value === 'string') cost += costOf(value);
      if (key === 'matches' && Array.isArray(value) && typeof value[1] === 'string') cost += costOf(value[1]);
      visit(value);
    }
  };
  visit(content);
  return cost;
}

function costOf(pattern: string): number {
  let repeats = 1;
  for (const [, least = '', most = ''] of pattern.matchAll(counted)) repeats += Number(most === '' ? least : most);
  return pattern.length * repeats;
}
