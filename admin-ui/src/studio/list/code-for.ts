import { codeOfTitle } from '@reglament/core/rules';
import type { Coded } from '../list-commands.ts';
import type { TabProps } from '../tab-props.ts';
import { russian } from '../words.ts';
import type { ListSpec } from './list-spec.ts';

interface Naming<T extends Coded> {
  readonly list: readonly T[];
  readonly spec: ListSpec<T>;
  readonly tab: TabProps;
}

/** The code after a change of title: one that nobody has named yet follows it, any other stays. */
export function codeFor<T extends Coded>(code: string, title: string, { list, spec, tab }: Naming<T>): string {
  const first = codeOfTitle(russian((spec.blank(tab) as { title?: string }).title), new Set(), spec.stem);
  const isFresh = code.startsWith(first) && /^\d*$/.test(code.slice(first.length));
  if (!isFresh || title.trim() === '' || isNamed(tab.service.variants, code)) return code;
  return codeOfTitle(title, new Set(list.map((one) => one.code).filter((one) => one !== code)), spec.stem);
}

/** The table of variants is what names items of other lists. */
function isNamed(value: unknown, code: string): boolean {
  if (value === code) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some((inner) => isNamed(inner, code));
}
