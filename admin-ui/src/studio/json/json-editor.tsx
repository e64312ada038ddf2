import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  ensureSyntaxTree,
  foldGutter,
  foldKeymap,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { ConfigProvider } from 'antd';
import { useContext, useEffect, useRef } from 'react';
import type { Finding } from '../draft-session.ts';
import { phrases } from './phrases.ts';
import { pointerRanges, rangeOf } from './pointer-ranges.ts';
import './json-editor.css';

interface JsonEditorProps {
  label: string;
  text: string;
  /** Of the text as it is saved; while one's own differs, only what cannot be read is marked. */
  findings: readonly Finding[];
  /** A place to go to. */
  place: string | undefined;
  onChange: (text: string) => void;
}

/** A definition as text, with what the check says in its place. A part of its own: it is loaded when the tab is opened. */
export function JsonEditor({ label, text, findings, place, onChange }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const nonce = useContext(ConfigProvider.ConfigContext).csp?.nonce ?? '';
  const latest = useRef({ text, label, nonce, onChange });
  latest.current = { text, label, nonce, onChange };
  useEffect(() => {
    if (host.current === null) return undefined;
    const made = new EditorView({
      parent: host.current,
      state: stateOf(latest.current, (own) => latest.current.onChange(own)),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const shown = view.current;
    if (shown === undefined || shown.state.doc.toString() === text) return;
    shown.dispatch({ changes: { from: 0, to: shown.state.doc.length, insert: text } });
  }, [text]);
  useEffect(() => {
    const shown = view.current;
    if (shown !== undefined) shown.dispatch(setDiagnostics(shown.state, diagnosticsOf(shown, { text, findings })));
  }, [text, findings]);
  useEffect(() => {
    const shown = view.current;
    if (shown === undefined || place === undefined) return;
    const [anchor] = rangeOf(pointerRanges(shown.state.doc.toString()), place);
    shown.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    shown.focus();
  }, [place]);
  return <div ref={host} className="rs-json" />;
}

interface Beginning {
  readonly text: string;
  readonly label: string;
  readonly nonce: string;
}

function stateOf({ text, label, nonce }: Beginning, changed: (text: string) => void): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      ...[EditorView.cspNonce.of(nonce), EditorState.phrases.of(phrases), EditorState.tabSize.of(2)],
      ...[lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), indentOnInput(), bracketMatching()],
      ...[highlightActiveLine(), highlightSelectionMatches(), syntaxHighlighting(classHighlighter), json()],
      // Tab leaves the editor as any other input: nobody is caught in it.
      keymap.of([...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed(update.state.doc.toString());
      }),
    ],
  });
}

function diagnosticsOf(view: EditorView, { text, findings }: Pick<JsonEditorProps, 'text' | 'findings'>): Diagnostic[] {
  const unread = firstUnread(view);
  if (unread !== undefined) return [unread];
  const ranges = pointerRanges(text);
  return findings
    .map(({ level, message, todo, pointer }): Diagnostic => {
      const [from, to] = rangeOf(ranges, pointer);
      // A whole part is underlined by its first line, or all of the text would be.
      return {
        from,
        to: Math.min(to, view.state.doc.lineAt(from).to),
        severity: level,
        message: `${message}. ${todo}`,
      };
    })
    .sort((one, other) => one.from - other.from);
}

/** Where the text stops being JSON. */
function firstUnread({ state }: EditorView): Diagnostic | undefined {
  let at: number | undefined;
  ensureSyntaxTree(state, state.doc.length, 1000)?.iterate({
    enter: ({ type, from }) => {
      if (type.isError && at === undefined) at = from;
    },
  });
  if (at === undefined) return undefined;
  const from = Math.max(0, Math.min(at, state.doc.length - 1));
  const message = 'Отсюда запись не читается: проверьте запятые, кавычки и скобки';
  return { from, to: Math.min(from + 1, state.doc.length), severity: 'error', message };
}
