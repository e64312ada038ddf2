import type { Coded } from '../list-commands.ts';
import type { Choice, TabProps } from '../tab-props.ts';

/** What a list of a definition is to the screen: its words, what a new item is, what can be said of one. A tab is such a description. */
export interface ListSpec<T extends Coded> {
  readonly words: ListWords;
  /** A new item but for its code, which follows the title. */
  readonly blank: (tab: TabProps) => Omit<T, 'code'>;
  /** With what a code begins when a title gives none. */
  readonly stem: string;
  /** Where it is not the item's own title. */
  readonly titleOf?: (item: T, tab: TabProps) => string;
  readonly fields: readonly ItemField<T>[];
}

export interface ListWords {
  /** Nothing where an empty list is as usual as any other and is told of beside it. */
  readonly none?: string;
  readonly noneHint?: string;
  readonly add: string;
  /** How the history calls what was done: «Добавлен документ». */
  readonly added: string;
  readonly removed: string;
  readonly moved: string;
}

type Key<T> = keyof T & string;

/** One thing that can be said of an item, by what it is. A `step` is how the history calls a change of it; without it, by the label. */
export type ItemField<T> = { readonly key: Key<T>; readonly step?: string } & (
  | TextField
  | { readonly kind: 'number'; readonly label: string; readonly min: number; readonly max: number }
  /** Shown in roubles, kept in kopecks. */
  | { readonly kind: 'money'; readonly label: string; readonly hint?: string }
  | { readonly kind: 'mark'; readonly label: string }
  | ChoiceField<T>
  | { readonly kind: 'condition'; readonly legend: string; readonly otherwise: string }
  /** Never, always or by a condition. */
  | NeedField
);

interface TextField {
  /** `title`: words in Russian and perhaps in English; `text`: a plain string. */
  readonly kind: 'title' | 'text';
  readonly label: string;
  readonly multiline?: true;
  readonly hint?: string;
  /** An empty one is taken out. */
  readonly optional?: true;
}

interface ChoiceField<T> {
  /** `choices`: several. */
  readonly kind: 'choice' | 'choices';
  readonly label: string;
  readonly options: (tab: TabProps, item: T) => readonly Choice[];
  /** What holds when nothing is chosen; without it something has to be. */
  readonly otherwise?: string;
}

export interface NeedField {
  readonly kind: 'need';
  readonly label: string;
  readonly never: string;
  readonly always: string;
  readonly byRule: string;
  readonly legend: string;
}
