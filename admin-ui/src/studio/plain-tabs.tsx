import type { ServiceDefinition } from '@reglament/format';
import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import type { DraftView } from './draft-queries.ts';
import type { DraftSession } from './draft-session.ts';
import { JsonTab } from './json-tab.tsx';
import { VersionsTab } from './versions-tab.tsx';

interface PlainTabsProps {
  draft: DraftView;
  content: unknown;
  session: DraftSession;
}

/** A definition of a kind that has no editor of its own: its text and its versions. */
export function PlainTabs({ draft, content, session }: PlainTabsProps) {
  const [search, setSearch] = useSearchParams();
  return (
    <Tabs
      activeKey={search.get('tab') === 'versions' ? 'versions' : 'json'}
      destroyOnHidden
      onChange={(key) => setSearch({ tab: key }, { replace: true })}
      items={[
        {
          key: 'json',
          label: 'JSON',
          children: (
            <JsonTab
              service={content as ServiceDefinition}
              label="Определение, JSON"
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
