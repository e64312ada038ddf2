import { possibilities } from '../../rule/possible.ts';
import type { NamedRule } from '../../rules.ts';
import { at, type Finding, warning } from '../finding.ts';
import type { FormPlace } from './places.ts';

/** Fields that are demanded only where nobody sees them: in a section that is put away, or by a rule that shuts them out. */
export function lintFormRules({ pointer, form }: FormPlace, rules: Readonly<Record<string, NamedRule>>): Finding[] {
  const always = new Set(form.schema.required);
  const putAway = form.sections.flatMap((section, index) => {
    if (section.visible !== false) return [];
    return section.fields.flatMap((field, position) => {
      const demanded = always.has(field) || form.ui?.[field]?.required === true;
      return demanded ? [hidden(field, `${pointer}${at('sections', index, 'fields', position)}`)] : [];
    });
  });
  const shutOut = Object.entries(form.ui ?? {}).flatMap(([field, { visible, required }]) => {
    if (visible === undefined || visible === false || typeof required === 'boolean' || required === undefined)
      return [];
    const canBe = (rule: unknown): boolean | undefined => isMet(rule, { pointer, form }, rules);
    // Each of them can be met, but never both.
    const apart = canBe(visible) && canBe(required) && canBe({ and: [visible, required] }) === false;
    return apart ? [hidden(field, `${pointer}${at('ui', field, 'required')}`)] : [];
  });
  return [...putAway, ...shutOut];
}

function hidden(field: string, pointer: string): Finding {
  const message = `Поле «${field}» обязательно только тогда, когда его не видно`;
  return warning('requiredButHidden', pointer, [message, 'Согласуйте условия показа и обязательности']);
}

function isMet(rule: unknown, { form }: FormPlace, rules: Readonly<Record<string, NamedRule>>): boolean | undefined {
  try {
    return possibilities(rule, { schema: form.schema, rules })?.met;
  } catch {
    // What is wrong with such a rule has been said by `check`.
    return undefined;
  }
}
