import type { FormDefinition } from '@reglament/format';
import type { Plugin } from './connection-queries.ts';

/** The plugin's own form; a secret that is kept already is not demanded again, and its place says so. Pure. */
export function settingsFormOf({ form, secrets }: Pick<Plugin, 'form' | 'secrets'>, isKept: boolean): FormDefinition {
  const given = form as unknown as FormDefinition;
  if (!isKept || secrets.length === 0) return given;
  const required = (given.schema.required ?? []).filter((field) => !secrets.includes(field));
  const help = 'Хранится зашифрованным и не показывается. Оставьте пустым – останется прежним';
  const ui = { ...given.ui, ...Object.fromEntries(secrets.map((field) => [field, { ...given.ui?.[field], help }])) };
  return { ...given, schema: { ...given.schema, required }, ui };
}
