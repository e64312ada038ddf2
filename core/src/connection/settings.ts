import type { FormDefinition } from '@reglament/format';
import type { ConfigForm, JsonObject } from '@reglament/sdk';

/** The form of a connection's settings, whole; without sections all fields stand in one. */
export function settingsForm({ schema, sections, ui }: ConfigForm): FormDefinition {
  const all = [{ code: 'settings', title: 'Настройки', fields: Object.keys(schema.properties) }];
  return { schema, sections: sections ? [...sections] : all, ...(ui === undefined ? {} : { ui: { ...ui } }) };
}

export interface SplitSettings {
  readonly open: JsonObject;
  readonly secret: JsonObject;
}

/** Secrets apart from what anyone who may look at the connection sees. */
export function splitSettings(config: ConfigForm, settings: JsonObject): SplitSettings {
  const secrets = new Set(config.secrets ?? []);
  const part = (wanted: boolean) =>
    Object.fromEntries(Object.entries(settings).filter(([field]) => secrets.has(field) === wanted));
  return { open: part(false), secret: part(true) };
}

/** A secret that is not given again stays as it is, since nobody could see it to send it back. */
export function keepSecrets(before: JsonObject, given: JsonObject): JsonObject {
  const blank = (value: unknown) => value === undefined || value === null || value === '';
  return { ...before, ...Object.fromEntries(Object.entries(given).filter(([, value]) => !blank(value))) };
}
