import type { ActStatus } from './act.model.ts';
import type { OverCase } from './queries.ts';

export const statusTitles: Readonly<Record<ActStatus, string>> = {
  prepared: 'Составлен, ждёт утверждения',
  running: 'Данные уничтожаются',
  contents: 'Данные уничтожены, удаляется содержимое файлов',
  done: 'Исполнен',
  withdrawn: 'Отозван',
};

/** Why a case whose term is over cannot be destroyed now; undefined: it can. */
export function obstacleText({ relative, act }: Pick<OverCase, 'relative' | 'act'>): string | undefined {
  if (act !== null) return `Заявка уже включена в акт № ${act}`;
  if (relative === null) return undefined;
  const which = relative.number === null ? 'Связанная заявка' : `Связанная заявка № ${relative.number}`;
  return relative.ended ? `${which} хранится дольше` : `${which} ещё не завершена`;
}

/** It stood in the act, and is not what it was when the act was drawn up. */
export const noLongerOver = 'Данные уже уничтожены по другому акту, или срок хранения заявки изменился';

export const refusedByStore =
  'Хранилище файлов не даёт удалять: администратору системы нужно разрешить удаление. Данные в базе уничтожены, содержимое файлов ещё нет';

export function actTitle(number: number): string {
  return `акт № ${number}`;
}
