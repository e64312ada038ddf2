import { codeOfTitle } from '@reglament/core/rules';
import { Empty } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { ItemCard } from '../item-card.tsx';
import { type Coded, changeItem, moveItem, removeItem } from '../list-commands.ts';
import type { TabProps } from '../tab-props.ts';
import { russian } from '../words.ts';
import { codeFor } from './code-for.ts';
import { ItemFields } from './item-fields.tsx';
import type { ListSpec } from './list-spec.ts';

type Titled = Coded & { readonly title?: unknown };

interface ListEditorProps<T extends Titled> {
  tab: TabProps;
  spec: ListSpec<T>;
  list: readonly T[];
  /** JSON pointer of the list. */
  at: string;
  onChange: (step: string, change: (list: readonly T[]) => T[]) => void;
  /** What only this list has, below the fields of an item. */
  children?: (item: T, index: number) => ReactNode;
}

/** A list of coded things by its description: add, move, take out, and what can be said of each. The focus goes along. */
export function ListEditor<T extends Titled>({ tab, spec, list, at, onChange, children }: ListEditorProps<T>) {
  const { words } = spec;
  const goTo = useFocus();
  const titleOf = (item: T) => spec.titleOf?.(item, tab) ?? russian(item.title as string);
  const add = () => {
    const fresh = spec.blank(tab);
    const title = russian((fresh as { title?: string }).title);
    onChange(words.added, (known) => {
      const code = codeOfTitle(title, new Set(known.map((one) => one.code)), spec.stem);
      return [...known, { code, ...fresh } as unknown as T];
    });
    goTo(`[data-item="${at}/${list.length}"] :is(input, textarea)`);
  };
  return (
    <>
      {list.length === 0 && words.none !== undefined ? <Empty title={words.none}>{words.noneHint}</Empty> : null}
      <ol className="rs-list">
        {list.map((item, index) => (
          <ItemCard
            // biome-ignore lint/suspicious/noArrayIndexKey: a code may follow the title while it is typed
            key={index}
            place={`${at}/${index}`}
            title={titleOf(item)}
            code={item.code}
            first={index === 0}
            last={index === list.length - 1}
            onMove={(by) => {
              onChange(`${words.moved}: ${titleOf(item)}`, (known) => moveItem(known, item.code, by));
              const edge = index + by === 0 ? 'down' : index + by === list.length - 1 ? 'up' : undefined;
              goTo(`[data-item="${at}/${index + by}"] [data-act="${edge ?? (by === 1 ? 'down' : 'up')}"]`);
            }}
            onRemove={() => {
              onChange(`${words.removed}: ${titleOf(item)}`, (known) => removeItem(known, item.code));
              const next = Math.min(index, list.length - 2);
              goTo(next < 0 ? `[data-add="${at}"]` : `[data-item="${at}/${next}"] [data-act="remove"]`);
            }}
          >
            <ItemFields
              {...{ tab, item }}
              at={`${at}/${index}`}
              title={titleOf(item)}
              fields={spec.fields}
              onChange={(step, key, value) => {
                const code =
                  key === 'title' ? codeFor(item.code, russian(value as string), { list, spec, tab }) : item.code;
                const part = { [key]: value, code } as never;
                onChange(`${step}: ${titleOf(item)}`, (known) => changeItem(known, item.code, part));
              }}
            />
            {children?.(item, index)}
          </ItemCard>
        ))}
      </ol>
      <Button data-add={at} onClick={add}>
        {words.add}
      </Button>
    </>
  );
}

/** Focuses what a selector finds once the change is on the screen. */
function useFocus(): (selector: string) => void {
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const found = document.querySelector<HTMLElement>(wanted.current);
    if (found === null) return;
    wanted.current = undefined;
    found.focus();
  });
  return (selector) => {
    wanted.current = selector;
  };
}
