import type { PlaceGroup } from './sources.ts';

export interface SourceChoices {
  readonly groups: readonly PlaceGroup[];
  /** What the place that is written is called. */
  readonly target: string;
  /** Whether a value from there can be written as it is. */
  readonly fits: (path: string) => boolean;
}

/** What is most likely meant stands on top, what has to be converted first at the end. */
export function likelyFirst({ groups, target, fits }: SourceChoices): PlaceGroup[] {
  const all = groups.flatMap(({ places }) => places);
  const fitting = new Set(all.filter(({ path }) => fits(path)).map(({ path }) => path));
  const called = (title: string) => title.toLowerCase().split(': ').at(-1) === target.toLowerCase();
  const like = all.filter(({ path, title }) => fitting.has(path) && called(title));
  const rest = groups.map(({ label, places }) => ({
    label,
    places: places.filter((one) => fitting.has(one.path) && !like.includes(one)),
  }));
  return [
    { label: 'Называется так же', places: like },
    ...rest,
    { label: 'Понадобится преобразование', places: all.filter(({ path }) => !fitting.has(path)) },
  ].filter(({ places }) => places.length > 0);
}
