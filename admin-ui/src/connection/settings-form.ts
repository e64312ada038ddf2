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

/** Whether the settings say the same: what the form has filled in by itself is no difference, nor is an emptied field. Pure. */
export function isSameSettings({ form }: Pick<Plugin, 'form'>, one: object, other: object): boolean {
  const { properties } = (form as unknown as FormDefinition).schema;
  const usual = Object.entries(properties).flatMap(([field, { default: value }]) =>
    value === undefined ? [] : [[field, value]],
  );
  const whole = (settings: object) =>
    JSON.stringify(
      Object.entries({ ...Object.fromEntries(usual), ...settings })
        .filter(([, value]) => value !== undefined && value !== '')
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  return whole(one) === whole(other);
}
