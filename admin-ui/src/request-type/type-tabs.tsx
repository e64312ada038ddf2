import type { MessageForm, RequestType } from '@reglament/format';
import { Empty } from '@reglament/runtime-ui/ui';
import { Tabs } from 'antd';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import type { DraftView } from '../studio/draft-queries.ts';
import type { DraftSession, Finding } from '../studio/draft-session.ts';
import { JsonTab } from '../studio/json/json-tab.tsx';
import { problemIn } from '../studio/problem-in.ts';
import { VersionsTab } from '../studio/versions-tab.tsx';
import { CommonTab } from './common-tab.tsx';
import type { EditType } from './edit-type.ts';
import { EmulatorTab } from './emulator-tab.tsx';
import { PlacesTab } from './places-tab.tsx';
import './style.css';

interface TypeTabsProps {
  draft: DraftView;
  type: RequestType;
  session: DraftSession;
  findings: readonly Finding[];
  /** A finding to go to. */
  jump: Finding | undefined;
}

/** The parts of a type of request; the open one stands in the address. */
export function TypeTabs({ draft, type, session, findings, jump }: TypeTabsProps) {
  const [search, setSearch] = useSearchParams();
  const edit: EditType = (label, change, key) => session.edit(label, change as (content: never) => unknown, key);
  useEffect(() => {
    if (jump !== undefined) setSearch({ tab: tabOf(jump.pointer) }, { replace: true });
  }, [jump, setSearch]);
  const problemAt = (pointer: string) => problemIn(findings, pointer);
  const side = (name: 'question' | 'answer') => (
    <PlacesTab
      key={name}
      draft={draft.id}
      name={name}
      side={type.message?.[name]}
      onEdit={(label, change) => edit(label, (one) => withSide(one, name, change))}
    />
  );
  const tabs = [
    { key: 'common', label: 'Общее', children: <CommonTab type={type} edit={edit} problemAt={problemAt} /> },
    ...(type.message === undefined
      ? []
      : [
          { key: 'question', label: 'Вопрос', children: side('question') },
          { key: 'answer', label: 'Ответ', children: side('answer') },
          { key: 'emulator', label: 'Эмулятор', children: <EmulatorTab draft={draft.id} type={type} edit={edit} /> },
        ]),
    {
      key: 'json',
      label: 'JSON',
      children: <TypeJson {...{ type, edit, findings, jump }} />,
    },
    {
      key: 'versions',
      label: 'Версии',
      children:
        draft.latestVersion === null ? (
          <Empty title="Вид ещё не опубликован">После публикации здесь будут его версии.</Empty>
        ) : (
          <VersionsTab
            kind="requestType"
            code={draft.code}
            latest={draft.latestVersion}
            content={type}
            onRestore={(label, content) => edit(label, () => content as RequestType)}
          />
        ),
    },
  ];
  const wanted = search.get('tab');
  const active = tabs.some(({ key }) => key === wanted) ? (wanted ?? 'common') : 'common';
  return (
    <Tabs
      activeKey={active}
      destroyOnHidden
      onChange={(key) => setSearch({ tab: key }, { replace: true })}
      items={tabs}
    />
  );
}

function TypeJson({
  type,
  edit,
  findings,
  jump,
}: Pick<TypeTabsProps, 'type' | 'findings' | 'jump'> & { edit: EditType }) {
  return (
    <JsonTab
      service={type as never}
      edit={edit as never}
      label="Определение вида запроса, JSON"
      findings={findings}
      jump={jump !== undefined && tabOf(jump.pointer) === 'json' ? jump : undefined}
    />
  );
}

function withSide(
  type: RequestType,
  name: 'question' | 'answer',
  change: (side: MessageForm) => MessageForm,
): RequestType {
  return type.message === undefined
    ? type
    : { ...type, message: { ...type.message, [name]: change(type.message[name]) } };
}

/** Where on the screen a place of the definition is edited. */
function tabOf(pointer: string): string {
  const [, part, side] = pointer.split('/');
  if (part === 'message' && (side === 'question' || side === 'answer')) return side;
  if (part === 'emulator') return part;
  return part === 'settings' || part === 'schemas' ? 'json' : 'common';
}
