import type { CheckedArchive } from './check-archive.ts';

/** The archive is sound, but must not be restored here and so. Nothing was changed. */
export class RefusedRestore extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefusedRestore';
  }
}

export interface Target {
  /** Of this program, in order. */
  readonly migrations: readonly string[];
  /** What stands in the database and the store already, in words. */
  readonly occupied: readonly string[];
  readonly otherKey: boolean;
}

const NAMED = 5;

/** @throws RefusedRestore that says what is in the way and what to do */
export function judgeTarget({ head, sameKey }: CheckedArchive, { migrations, occupied, otherKey }: Target): void {
  const unknown = head.migrations.find((name, index) => migrations[index] !== name);
  if (unknown !== undefined) {
    throw new RefusedRestore(
      `Архив сделан более новой версией программы (изменение базы «${unknown}»). Обновите программу и повторите.`,
    );
  }
  if (occupied.length > 0) {
    const more = occupied.length > NAMED ? ` и ещё ${occupied.length - NAMED}` : '';
    throw new RefusedRestore(
      `Восстанавливать можно только на пустое место, а здесь уже есть: ${occupied.slice(0, NAMED).join(', ')}${more}. ` +
        'Создайте новую базу данных и укажите её в DATABASE_URL (со встроенной базой – новую DATA_DIR), для файлов – новое место в FILES.',
    );
  }
  if (!sameKey && !otherKey) {
    throw new RefusedRestore(
      'SECRET_KEY здесь не тот, с которым сделан архив. Укажите прежний: он хранится отдельно (со встроенной базой – в DATA_DIR/secret-key). ' +
        'Если он утрачен, повторите с ключом --other-key: данные восстановятся, но печати журнала проверить будет нельзя, а сохранённые пароли подключений и секреты придётся ввести заново.',
    );
  }
}
