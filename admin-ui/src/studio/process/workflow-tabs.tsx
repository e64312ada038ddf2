import type { ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import { Notice, plural } from '@reglament/runtime-ui/ui';
import { Tabs } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DraftView } from '../draft-queries.ts';
import type { DraftSession, Finding } from '../draft-session.ts';
import { JsonTab } from '../json/json-tab.tsx';
import { problemIn } from '../problem-in.ts';
import { useChoices } from '../studio-tabs.tsx';
import { VersionsTab } from '../versions-tab.tsx';
import { useDetail } from './definition-detail.ts';
import { PeopleTab } from './people-tab.tsx';
import { ProcessEditor } from './process-editor.tsx';
import type { Chosen, EditWorkflow, ProcessProps } from './process-props.ts';

interface WorkflowTabsProps {
  draft: DraftView;
  workflow: WorkflowDefinition;
  session: DraftSession;
  findings: readonly Finding[];
  jump: Finding | undefined;
}

/** The parts of a workflow, and which services a change of it touches. */
export function WorkflowTabs({ draft, workflow, session, findings, jump }: WorkflowTabsProps) {
  const [search, setSearch] = useSearchParams();
  const [chosen, setChosen] = useState<Chosen>();
  const { dictionaries } = useChoices();
  const { data: published } = useDetail('workflow', draft.latestVersion === null ? undefined : draft.code);
  const frozen = useMemo(() => codesOf(published?.content as WorkflowDefinition | undefined), [published]);
  useEffect(() => {
    if (jump === undefined) return;
    const place = placeOf(jump.pointer, session.state().content as unknown as WorkflowDefinition);
    setSearch({ tab: place.tab }, { replace: true });
    setChosen(place.chosen);
  }, [jump, setSearch, session]);
  const edit: EditWorkflow = (label, change, key) => session.edit(label, change as (content: never) => unknown, key);
  const props: ProcessProps = {
    ...{ workflow, edit, findings, dictionaries, frozen, chosen, onChoose: setChosen },
    problemAt: (pointer) => problemIn(findings, pointer),
  };
  return (
    <>
      <UsesNotice uses={published?.uses} />
      <Tabs
        activeKey={search.get('tab') ?? 'process'}
        destroyOnHidden
        onChange={(key) => setSearch({ tab: key }, { replace: true })}
        items={[
          { key: 'process', label: 'Процесс', children: <ProcessEditor {...props} /> },
          { key: 'people', label: 'Участники', children: <PeopleTab {...props} /> },
          {
            key: 'json',
            label: 'JSON',
            children: (
              <JsonTab
                service={workflow as unknown as ServiceDefinition}
                findings={findings}
                edit={(label, change) =>
                  session.edit(label, ((one: ServiceDefinition) => change(one)) as (content: never) => unknown)
                }
              />
            ),
          },
          {
            key: 'versions',
            label: 'Версии',
            children: (
              <VersionsTab
                kind="workflow"
                code={draft.code}
                latest={draft.latestVersion}
                content={session.state().content}
                onRestore={(label, content) => session.edit(label, () => content)}
              />
            ),
          },
        ]}
      />
    </>
  );
}

type Uses = NonNullable<ReturnType<typeof useDetail>['data']>['uses'];

/** A workflow is shared: whoever changes it sees at once whose work it is. */
function UsesNotice({ uses }: { uses: Uses | undefined }) {
  if (uses === undefined) {
    return (
      <Notice tone="info">
        Процесс новый: его ещё не выбрала ни одна услуга. Опубликуйте его, и его можно будет выбрать.
      </Notice>
    );
  }
  if (uses.length === 0) return <Notice tone="info">По этому процессу не работает ни одна услуга.</Notice>;
  const cases = uses.reduce((sum, { openCases }) => sum + openCases, 0);
  return (
    <Notice tone={uses.length > 1 ? 'warning' : 'info'}>
      Изменение затронет {plural(uses.length, ['услугу', 'услуги', 'услуг'])}:{' '}
      {uses.map(({ title }) => `«${title}»`).join(', ')}. Открытые заявки ({cases}) останутся на своей версии процесса.
    </Notice>
  );
}

function codesOf(workflow: WorkflowDefinition | undefined): ReadonlySet<string> {
  if (workflow === undefined) return new Set();
  return new Set([
    ...workflow.states.map(({ code }) => code),
    ...workflow.actions.map(({ code }) => code),
    ...Object.keys(workflow.functions),
  ]);
}

/** Where on the screen a place of the definition is edited. */
function placeOf(pointer: string, workflow: WorkflowDefinition): { tab: string; chosen: Chosen | undefined } {
  const [, part, index] = pointer.split('/');
  const state = part === 'states' ? workflow.states[Number(index)] : undefined;
  const action = part === 'actions' ? workflow.actions[Number(index)] : undefined;
  if (state) return { tab: 'process', chosen: { kind: 'state', code: state.code } };
  if (action) return { tab: 'process', chosen: { kind: 'action', code: action.code } };
  const own = ['functions', 'deadline', 'title'].includes(part ?? '') ? 'people' : 'process';
  return { tab: own, chosen: undefined };
}
