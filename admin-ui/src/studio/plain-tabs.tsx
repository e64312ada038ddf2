import type { CalendarDefinition, Dictionary, ServiceDefinition, Workplace } from '@reglament/format';
import { Tabs } from 'antd';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { CalendarEditor } from './calendar/calendar-editor.tsx';
import { EntriesEditor } from './dictionary/entries-editor.tsx';
import type { DraftView } from './draft-queries.ts';
import type { DraftSession, Finding } from './draft-session.ts';
import { goToPlace } from './find-place.ts';
import { JsonTab } from './json/json-tab.tsx';
import { problemIn } from './problem-in.ts';
import { VersionsTab } from './versions-tab.tsx';
import { WorkplaceEditor } from './workplace/workplace-editor.tsx';

interface PlainTabsProps {
  draft: DraftView;
  content: unknown;
  session: DraftSession;
  findings?: readonly Finding[];
  jump?: Finding | undefined;
  /** The text alone, where the parts cannot be drawn. */
  textOnly?: true;
}

const names: Readonly<Partial<Record<DraftView['kind'], string>>> = {
  dictionary: 'Записи',
  calendar: 'Дни года',
  workplace: 'Рабочее место',
};

/** A definition with one page of its own: a dictionary, a calendar, a workplace. Beside it its text and its versions. */
export function PlainTabs(props: PlainTabsProps) {
  const { draft, content, session, findings, jump, textOnly } = props;
  const [search, setSearch] = useSearchParams();
  const own = textOnly ? undefined : names[draft.kind];
  useEffect(() => (jump === undefined ? undefined : goToPlace(jump.pointer)), [jump]);
  const wanted = search.get('tab');
  const active = wanted === 'versions' || wanted === 'json' ? wanted : own === undefined ? 'json' : 'content';
  return (
    <Tabs
      activeKey={active}
      destroyOnHidden
      onChange={(key) => setSearch({ tab: key }, { replace: true })}
      items={[
        ...(own === undefined ? [] : [{ key: 'content', label: own, children: <Content {...props} /> }]),
        {
          key: 'json',
          label: 'JSON',
          children: (
            <JsonTab
              service={content as ServiceDefinition}
              label="Определение, JSON"
              {...{ findings }}
              jump={own === undefined ? jump : undefined}
              edit={(label, change) => session.edit(label, change as (content: never) => unknown)}
            />
          ),
        },
        {
          key: 'versions',
          label: 'Версии',
          children: (
            <VersionsTab
              kind={draft.kind}
              code={draft.code}
              latest={draft.latestVersion}
              content={content}
              onRestore={(label, version) => session.edit(label, () => version)}
            />
          ),
        },
      ]}
    />
  );
}

function Content({ draft, content, session, findings = [] }: PlainTabsProps) {
  const shared = { edit: session.edit as never, problemAt: (pointer: string) => problemIn(findings, pointer) };
  if (draft.kind === 'dictionary') return <EntriesEditor {...shared} dictionary={content as Dictionary} />;
  if (draft.kind === 'calendar') return <CalendarEditor {...shared} calendar={content as CalendarDefinition} />;
  return <WorkplaceEditor {...shared} workplace={content as Workplace} />;
}
