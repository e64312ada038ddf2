import { CloseOutlined, WarningOutlined } from '@ant-design/icons';
import type { WidgetProps } from '@rjsf/utils';
import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { type Entry, type EntrySource, entryLabel, matching, notInForce, pathText } from '../entry.ts';
import { type FormHost, useFormHost } from '../form-host.ts';
import { isDisabled, optionsOf, widgetAria } from './aria.ts';
import { Combobox } from './combobox.tsx';

const none: readonly Entry[] = [];

/** A short dictionary is searched where it lies. */
function ownSource(entries: readonly Entry[]): EntrySource {
  return {
    search: async (query) => ({ items: matching(entries, query), next: null }),
    recent: () => none,
    remember: () => undefined,
  };
}

function useEntries(props: WidgetProps) {
  const host = useFormHost();
  const { dictionary = '', within } = optionsOf(props);
  const known = host.dictionaries?.[dictionary] ?? none;
  const [chosen, setChosen] = useState<readonly Entry[]>(none);
  const source = useMemo(
    () => host.entrySource?.(dictionary) ?? ownSource(known),
    [host.entrySource, dictionary, known],
  );
  const above = within === undefined ? undefined : host.answerOf(within);
  return {
    host,
    source,
    within: typeof above === 'string' && above !== '' ? above : undefined,
    find: (code: string) => [...chosen, ...known].find((entry) => entry.code === code),
    keep: (entry: Entry) => setChosen((list) => [...list, entry]),
  };
}

/** One entry of a dictionary, or several, by typing. */
export function DictionaryWidget(props: WidgetProps) {
  return props.schema.type === 'array' ? <ManyEntries {...props} /> : <OneEntry {...props} />;
}

/** What is typed and names nothing stays in the input, is told, and keeps the form from being sent. */
function tellLeft(host: FormHost, id: string, typed: string | undefined): void {
  host.reportUnreadable(id, typed === undefined ? undefined : `«${typed}»: выберите значение из списка`);
}

function OneEntry(props: WidgetProps) {
  const { host, source, within, find, keep } = useEntries(props);
  const code = typeof props.value === 'string' && props.value !== '' ? props.value : undefined;
  const entry = code === undefined ? undefined : find(code);
  const put = (value: string | undefined) => {
    tellLeft(host, props.id, undefined);
    props.onChange(value);
  };
  return (
    <>
      <Combobox
        aria={widgetAria(props)}
        label={props.label}
        source={source}
        chosen={entry === undefined ? (code ?? '') : entryLabel(entry)}
        on={host.on}
        within={within}
        disabled={isDisabled(props)}
        placeholder={optionsOf(props).placeholder ?? 'Начните вводить или откройте стрелкой вниз'}
        clearable={!props.required}
        onChoose={(chosen) => {
          keep(chosen);
          put(chosen.code);
        }}
        onClear={() => put(undefined)}
        onLeave={(typed) => {
          tellLeft(host, props.id, typed);
          props.onBlur(props.id, props.value);
        }}
      />
      {entry === undefined ? null : <EntryFacts entry={entry} on={host.on} />}
    </>
  );
}

/** Where a chosen entry stands, and that it may not be chosen any more. */
function EntryFacts({ entry, on }: { entry: Entry; on: string | undefined }) {
  const path = pathText(entry);
  const wrong = on === undefined ? undefined : notInForce(entry, on);
  return (
    <>
      {path === '' ? null : <div className="rg-hint">{path}</div>}
      {wrong === undefined ? null : (
        <div className="rg-warned">
          <WarningOutlined aria-hidden="true" /> {wrong}
        </div>
      )}
    </>
  );
}

function ManyEntries(props: WidgetProps) {
  const { host, source, within, find, keep } = useEntries(props);
  const codes = Array.isArray(props.value) ? props.value.map(String) : [];
  const latest = useRef(codes);
  latest.current = codes;
  const put = (next: readonly string[]) => props.onChange(next.length > 0 ? [...next] : undefined);
  return (
    <>
      {codes.length > 0 ? (
        <ul className="rg-file-list" aria-label={`Выбрано: ${props.label}`}>
          {codes.map((code) => {
            const entry = find(code);
            const title = entry === undefined ? code : entryLabel(entry);
            return (
              <li key={code} className="rg-file">
                <span className="rg-file-name">
                  {title}
                  {entry === undefined ? null : <EntryFacts entry={entry} on={host.on} />}
                </span>
                <Button
                  size="small"
                  icon={<CloseOutlined aria-hidden="true" />}
                  aria-label={`Убрать: ${title}`}
                  disabled={isDisabled(props)}
                  onClick={() => put(codes.filter((one) => one !== code))}
                />
              </li>
            );
          })}
        </ul>
      ) : null}
      <Combobox
        aria={widgetAria(props)}
        label={props.label}
        source={source}
        chosen=""
        on={host.on}
        within={within}
        disabled={isDisabled(props)}
        placeholder={optionsOf(props).placeholder ?? (codes.length > 0 ? 'Добавить ещё' : 'Начните вводить')}
        clearable={false}
        onChoose={(entry) => {
          keep(entry);
          tellLeft(host, props.id, undefined);
          if (!latest.current.includes(entry.code)) put([...latest.current, entry.code]);
        }}
        onClear={() => undefined}
        onLeave={(typed) => {
          tellLeft(host, props.id, typed);
          props.onBlur(props.id, props.value);
        }}
      />
    </>
  );
}
