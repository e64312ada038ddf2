import type { ActRow, ActStatus } from './act.model.ts';
import type { OverCase } from './queries.ts';

export const statusTitles: Readonly<Record<ActStatus, string>> = {
  prepared: 'Составлен, ждёт утверждения',
  running: 'Данные уничтожаются',
  contents: 'Данные уничтожены, удаляется содержимое файлов',
  done: 'Исполнен',
  withdrawn: 'Отозван',
};

type Obstacle = Pick<OverCase, 'kind' | 'relative' | 'sending' | 'act'>;

/** Why a case whose term is over cannot be destroyed now; undefined: it can. */
export function obstacleText({ kind, relative, sending, act }: Obstacle): string | undefined {
  if (act !== null)
    return kind === 'application' ? `Заявка уже включена в акт № ${act}` : `Запрос уже включён в акт № ${act}`;
  if (sending) return 'Ответ на запрос ещё передаётся';
  if (relative === null) return undefined;
  const which = relative.number === null ? 'Связанная заявка' : `Связанная заявка № ${relative.number}`;
  return relative.ended ? `${which} хранится дольше` : `${which} ещё не завершена`;
}

/** It stood in the act, and is not what it was when the act was drawn up. */
export const noLongerOver = 'Данные уже уничтожены по другому акту, или срок хранения изменился';

export const refusedByStore =
  'Хранилище файлов не даёт удалять: администратору системы нужно разрешить удаление. Данные в базе уничтожены, содержимое файлов ещё нет';

export function actTitle(number: number): string {
  return `акт № ${number}`;
}

/** What stands in an act, as its paper and its extract call it. */
export function keptName({ kind, number, application }: Pick<ActRow, 'kind' | 'number' | 'application'>): string {
  if (kind === 'incomingRequest') return `Входящий запрос № ${number}`;
  return number ?? application;
}

/** Whom it was about; a request of another body names people in its own words only, so it is told by what identifies it. */
export function subjectName({ kind, applicant }: Pick<ActRow, 'kind' | 'applicant'>): string | null {
  if (kind === 'application' || applicant === null) return applicant;
  return `Лица, названные в запросе. Запрос прислал: ${applicant}`;
}
