import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';

interface KeptFocus {
  readonly ref: RefObject<HTMLFieldSetElement | null>;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: () => void;
}

/** A part that is taken out takes the focus along: the keyboard then goes on from the one in its place, or from the one before. */
export function useKeptFocus(): KeptFocus {
  const ref = useRef<HTMLFieldSetElement>(null);
  const last = useRef<string>(undefined);
  useEffect(() => {
    // What is taken out of the page is left without a word; whoever leaves by himself blurs.
    if (last.current === undefined || document.activeElement !== document.body) return;
    focusNear(ref.current, last.current);
  });
  return {
    ref,
    onFocus: ({ target }) => {
      last.current = target.closest<HTMLElement>('[data-part]')?.dataset.part;
    },
    onBlur: () => {
      last.current = undefined;
    },
  };
}

function focusNear(editor: Element | null, number: string): void {
  const near = [number, ...before(number)].map((one) => editor?.querySelector(`[data-part="${one}"]`)).find(Boolean);
  (near ?? editor)?.querySelector<HTMLElement>('input:not([type=hidden]), button:not(:disabled)')?.focus();
}

/** Of «2.3»: «2.2», «2.1», «2», «1». */
export function before(number: string): string[] {
  const [, prefix = '', last = '1'] = /^(.*?)(\d+)$/.exec(number) ?? [];
  const beside = Array.from({ length: Number(last) - 1 }, (_, at) => `${prefix}${Number(last) - 1 - at}`);
  const around = /^(.*\d)\D+$/.exec(prefix)?.[1];
  return around === undefined ? beside : [...beside, around, ...before(around)];
}
