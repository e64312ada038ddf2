/** In what order services are offered for a new application. Pure. */

interface Titled {
  readonly code: string;
  readonly title: string;
  readonly shortTitle: string | null;
}

export interface ServiceGroup<One> {
  readonly kind: 'recent' | 'favourite' | 'other';
  readonly services: readonly One[];
}

interface Liked {
  /** Codes, the newest first. */
  readonly recent: readonly string[];
  readonly favourite: readonly string[];
}

/** So few are seen at a glance: they keep their places. */
const fewServices = 3;

/** What a person has just worked on stands first, then what they have marked; each service once. */
export function servicesInGroups<One extends Titled>(services: readonly One[], liked: Liked): ServiceGroup<One>[] {
  if (services.length <= fewServices) return [{ kind: 'other', services }];
  const recent = liked.recent.flatMap((code) => services.filter((one) => one.code === code));
  const favourite = services.filter((one) => liked.favourite.includes(one.code) && !recent.includes(one));
  const other = services.filter((one) => !recent.includes(one) && !favourite.includes(one));
  const groups: ServiceGroup<One>[] = [
    { kind: 'recent', services: recent },
    { kind: 'favourite', services: favourite },
    { kind: 'other', services: other },
  ];
  return groups.filter((group) => group.services.length > 0);
}

/** Every word that was typed is somewhere in the title, in whatever order. */
export function isNamed({ title, shortTitle }: Titled, typed: string): boolean {
  const name = `${title} ${shortTitle ?? ''}`.toLocaleLowerCase('ru');
  return typed
    .toLocaleLowerCase('ru')
    .split(/\s+/)
    .every((word) => name.includes(word));
}
