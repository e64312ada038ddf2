import { useCallback, useEffect, useRef, useState } from 'react';
import { afterPointer } from './after-pointer.ts';
import { useFormHost } from './form-host.ts';

/** How long typing may rest before the form hears of it; a commit on each key would draw the form anew each time. */
const commitDelay = 300;

export type Parsed<Value> = { ok: true; value: Value | undefined } | { ok: false; message: string };

interface DraftOptions<Value> {
  id: string;
  value: Value | undefined;
  toText: (value: Value) => string;
  parse: (text: string) => Parsed<Value>;
  onCommit: (value: Value | undefined) => void;
  onBlur: () => void;
}

export interface Draft {
  text: string;
  change: (text: string) => void;
  blur: () => void;
  /** Commits what was just typed and lets the form judge it, without leaving the input. */
  settle: () => void;
}

/**
 * Text that lives in the input while one types and is committed after a rest, on leaving, and when the form is flushed.
 * What cannot be read as a value stays in the input with a message; the form keeps the last value that could.
 */
export function useDraft<Value>(options: DraftOptions<Value>): Draft {
  const host = useFormHost();
  const [text, setText] = useState<string | null>(null);
  const latest = useRef({ options, text });
  latest.current = { options, text };
  const timer = useRef<number | undefined>(undefined);
  const { id } = options;

  const commit = useCallback((): boolean => {
    window.clearTimeout(timer.current);
    host.drafts.delete(id);
    const { options: current, text: typed } = latest.current;
    if (typed === null) return true;
    const parsed = current.parse(typed);
    host.reportUnreadable(id, parsed.ok ? undefined : parsed.message);
    if (parsed.ok && parsed.value !== current.value) current.onCommit(parsed.value);
    return parsed.ok;
  }, [host, id]);

  // A section that is unmounted while a draft waits must not take the draft with it.
  useEffect(
    () => () => {
      if (host.drafts.has(id)) commit();
    },
    [host, id, commit],
  );

  const change = useCallback(
    (next: string) => {
      latest.current.text = next;
      setText(next);
      host.drafts.set(id, commit);
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => {
        // While one is still typing an unfinished value is no mistake yet.
        const typed = latest.current.text;
        if (typed !== null && latest.current.options.parse(typed).ok) commit();
      }, commitDelay);
    },
    [host, id, commit],
  );

  const blur = useCallback(() => {
    afterPointer(() => {
      if (commit()) setText(null);
      latest.current.options.onBlur();
    });
  }, [commit]);

  const settle = useCallback(() => {
    commit();
    latest.current.options.onBlur();
  }, [commit]);

  return { text: text ?? shownText(options), change, blur, settle };
}

function shownText<Value>({ value, toText }: DraftOptions<Value>): string {
  return value === undefined || value === null ? '' : toText(value);
}
