import { type ConnectionOfBody, listConnectionsOf } from '../connection/queries.ts';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { titleOf } from '../rule/title.ts';

export interface Exchange {
  readonly plugin: string;
  /** In words; undefined when the plugin is not installed. */
  readonly title: string | undefined;
}

/** Why a body can ask nothing over a plugin, without the full stop: one has to be switched on. What is troubled still takes. */
export function disconnectedReason({ plugin, title }: Exchange, own: readonly ConnectionOfBody[]): string | undefined {
  if (title === undefined) return `Модуль «${plugin}» не установлен: обратитесь к администратору системы`;
  const made = own.filter((connection) => connection.plugin === plugin);
  if (made.some(({ enabled }) => enabled)) return undefined;
  const [off] = made;
  if (off === undefined) {
    return `Подключение «${title}» не настроено: администратор добавляет его в подключениях ведомства`;
  }
  return `Подключение «${off.title}» выключено: администратор включает его в подключениях ведомства`;
}

/** Of a body, for any plugin. */
export async function disconnectedOf(
  { connections }: Pick<Deps, 'connections'>,
  trx: Transaction,
  organisationId: string,
): Promise<(plugin: string) => string | undefined> {
  const own = await listConnectionsOf(trx, organisationId);
  return (plugin) => {
    const title = connections.findPlugin(plugin)?.title;
    return disconnectedReason({ plugin, title: title === undefined ? undefined : titleOf(title, 'ru') }, own);
  };
}
