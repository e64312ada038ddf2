import type { FormDefinition, Title } from '@reglament/format';
import { labelsOf } from '../../form/labels.ts';
import { sentenceOf } from '../../rule/explain.ts';
import { RuleError } from '../../rule/rule-error.ts';
import { quoted } from '../../rule/russian.ts';
import { titleOf } from '../../rule/title.ts';

/** What the conditions of one version speak of. */
export interface Speech {
  readonly rules?: Readonly<Record<string, { readonly title?: Title; readonly rule: unknown }>> | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

export function speechOf(form: FormDefinition, rules?: Speech['rules']): Speech {
  return { rules, labels: labelsOf(form) };
}

/** A condition as the end of a sentence: «заполнено «Площадь» и выбрано „Адрес“». One that cannot be read is not retold. */
export function conditionWords(rule: unknown, { rules, labels }: Speech): string {
  try {
    // No condition of a definition is told by the day it is read on.
    const sentence = sentenceOf(rule, { rules, labels, today: '2026-01-01' }).replace(/\.$/, '');
    return sentence.charAt(0).toLowerCase() + sentence.slice(1);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return 'выполнено условие, записанное в определении';
  }
}

interface Told {
  readonly rule: unknown;
  readonly speech: Speech;
}

/** «, когда … (прежде – всегда)», to stand after «теперь»: a condition that is missing holds always. */
export function whenWords(now: Told, old: Told): string {
  return `${always(now) ? ' всегда' : `, ${when(now)}`} (прежде – ${always(old) ? 'всегда' : when(old)})`;
}

function always({ rule }: Told): boolean {
  return rule === undefined || rule === true;
}

function when({ rule, speech }: Told): string {
  return `когда ${conditionWords(rule, speech)}`;
}

export function named(title: Title): string {
  return quoted(titleOf(title, 'ru'));
}

const LONG = 300;

/** A text that people read, before and after; of a long one, so much as shows which it is. */
export function textChange(before: Title | undefined, after: Title | undefined): string {
  return `прежде – ${wording(before)}, теперь – ${wording(after)}`;
}

function wording(text: Title | undefined): string {
  if (text === undefined) return 'не было указано';
  const words = titleOf(text, 'ru').replace(/\s+/g, ' ').trim();
  return quoted(words.length > LONG ? `${words.slice(0, LONG - 1)}…` : words);
}
