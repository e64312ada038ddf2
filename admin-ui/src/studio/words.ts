import { titleOf } from '@reglament/core/rules';
import type { Title } from '@reglament/format';

export function russian(title: Title | undefined): string {
  return title === undefined ? '' : titleOf(title, 'ru');
}

/** The Russian words changed; English, where there is any, stays. Nothing for an empty text of what may be left out. */
export function withRussian(title: Title | undefined, text: string): Title {
  return typeof title === 'object' ? { ...title, ru: text } : text;
}

export function optionalRussian(title: Title | undefined, text: string): Title | undefined {
  return text.trim() === '' ? undefined : withRussian(title, text);
}
