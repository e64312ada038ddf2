import type { Plugin } from '@reglament/sdk';
import { StartProblem } from './start-problem.ts';

/** The one version of the contract that this platform speaks. */
const contract: Plugin['contract'] = '1.0';

/** Never a path or an address: what runs inside the platform comes from a package registry and stands in a lock file. */
export const PACKAGE_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/**
 * The shipped plugins and the outside packages that the settings name, in that order.
 * @throws StartProblem that names the package: an installation that lacks a plugin must not seem to work.
 */
export async function loadPlugins(shipped: readonly Plugin[], names: readonly string[]): Promise<readonly Plugin[]> {
  const plugins = [...shipped];
  for (const name of names) {
    const plugin = readPlugin(name, await importPackage(name));
    if (plugins.some(({ id }) => id === plugin.id)) throw problem(name, `модуль «${plugin.id}» уже подключён`);
    plugins.push(plugin);
  }
  return plugins;
}

async function importPackage(name: string): Promise<object> {
  if (!PACKAGE_NAME.test(name)) throw problem(name, 'это не имя пакета npm');
  try {
    return await import(name);
  } catch (error) {
    throw problem(name, error instanceof Error ? error.message : String(error), error);
  }
}

/** The plugin that a package exports under the name `plugin`. @throws StartProblem when it is none that fits. */
export function readPlugin(name: string, exported: object): Plugin {
  const plugin: unknown = 'plugin' in exported ? exported.plugin : undefined;
  if (!isPlugin(plugin)) throw problem(name, 'пакет не отдаёт модуль под именем plugin (id, title, config, connect)');
  if (plugin.contract !== contract) {
    throw problem(name, `модуль написан по договору ${String(plugin.contract)}, а поддерживается ${contract}`);
  }
  if (plugin.id !== name) throw problem(name, `модуль называет себя «${plugin.id}», а должен – именем пакета`);
  return plugin;
}

function isPlugin(value: unknown): value is Plugin {
  if (typeof value !== 'object' || value === null) return false;
  const { id, title, config, connect } = value as Partial<Record<keyof Plugin, unknown>>;
  return typeof id === 'string' && isTitle(title) && isConfigForm(config) && typeof connect === 'function';
}

function isTitle(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'ru' in value);
}

function isConfigForm(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('schema' in value)) return false;
  const { schema } = value;
  return typeof schema === 'object' && schema !== null && 'properties' in schema;
}

function problem(name: string, reason: string, cause?: unknown): StartProblem {
  return new StartProblem(
    `Модуль «${name}» из PLUGINS не загружен: ${reason}.\nУстановите его (npm install ${name}) или уберите из PLUGINS.`,
    { cause },
  );
}
