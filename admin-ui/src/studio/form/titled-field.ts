import type { ServiceDefinition } from '@reglament/format';
import { type AddedField, changeField } from './form-commands.ts';
import { codeForTitle, recodeField, usesOf } from './recode.ts';

interface NewTitle {
  readonly title: string;
  /** Codes of fields that some published version has. */
  readonly frozen: ReadonlySet<string>;
}

/** A field gets another title; a code that answers or rules stand on stays, a fresh one follows. */
export function titledField(service: ServiceDefinition, field: string, { title, frozen }: NewTitle): AddedField {
  const follows = !frozen.has(field) && title.trim() !== '' && usesOf(service, field).length === 0;
  const code = follows ? codeForTitle(service, field, title) : field;
  return { service: changeField(recodeField(service, field, code), code, { title }), field: code };
}
