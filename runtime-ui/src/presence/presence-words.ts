/** How those who have the same case before them are told of. Pure. */
import type { ApiTypes } from '@reglament/core/api';

export type Present = ApiTypes['PresenceView'];
export type Doing = Present['doing'];

export const doingWords = {
  viewing: 'смотрит',
  editing: 'правит данные',
  deciding: 'готовит решение',
} as const satisfies Record<Doing, string>;

/** «ПА» of «Петрова Анна Сергеевна». */
export function initialsOf(name: string): string {
  const [surname = '', first = ''] = name.split(' ');
  return `${surname.charAt(0)}${first.charAt(0)}`.toLocaleUpperCase('ru');
}

/** «Петрова А. С.»: the whole name stands in the hint. */
export function shortName(name: string): string {
  const [surname = '', ...rest] = name.split(' ').filter(Boolean);
  return [surname, ...rest.map((part) => `${part.charAt(0)}.`)].join(' ');
}

/** Said aloud once when somebody comes or begins something else; undefined when nothing is new. */
export function newsOf(before: readonly Present[], now: readonly Present[]): string | undefined {
  const said = now
    .filter(({ id, doing }) => !before.some((one) => one.id === id && one.doing === doing))
    .map(({ name, doing }) => `${shortName(name)} ${doingWords[doing]}`);
  return said.length === 0 ? undefined : `Эта же заявка открыта: ${said.join(', ')}`;
}
