/** Where each place of a definition stands in its text: from the key to the end of the value. Of JSON that can be read. Pure. */
export function pointerRanges(text: string): ReadonlyMap<string, readonly [from: number, to: number]> {
  const ranges = new Map<string, readonly [number, number]>();
  // A place is begun with its key or value and ended with the value: kept on a stack, as deep as the text is.
  const open: { readonly pointer: string; index: number; key: string | undefined; keyAt: number }[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
  const placeOf = (at: number): readonly [pointer: string, from: number] => {
    const around = open.at(-1);
    if (around === undefined) return ['', at];
    const key = around.key ?? String(around.index);
    return [
      `${around.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      around.key === undefined ? at : around.keyAt,
    ];
  };
  const begun: (readonly [string, number])[] = [];
  for (const { 0: token, index: at } of text.matchAll(tokens)) {
    const around = open.at(-1);
    if (token === '{' || token === '[') {
      const place = placeOf(at);
      begun.push(place);
      open.push({ pointer: place[0], index: 0, key: undefined, keyAt: at });
    } else if (token === '}' || token === ']') {
      open.pop();
      const place = begun.pop();
      if (place !== undefined) ranges.set(place[0], [place[1], at + 1]);
    } else if (token === ',') {
      if (around !== undefined) Object.assign(around, { index: around.index + 1, key: undefined });
    } else if (token !== ':') {
      if (
        token.startsWith('"') &&
        around !== undefined &&
        around.key === undefined &&
        /^\s*:/.test(text.slice(at + token.length))
      ) {
        Object.assign(around, { key: JSON.parse(token) as string, keyAt: at });
      } else {
        const [pointer, from] = placeOf(at);
        ranges.set(pointer, [from, at + token.length]);
      }
    }
  }
  return ranges;
}

/** The place, or the closest around it that is there. */
export function rangeOf(ranges: ReturnType<typeof pointerRanges>, pointer: string): readonly [number, number] {
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const found = ranges.get(place);
    if (found !== undefined) return found;
  }
  return ranges.get('') ?? [0, 0];
}
