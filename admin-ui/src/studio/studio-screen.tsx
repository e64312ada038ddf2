import type { RequestType, ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import { request } from '@reglament/runtime-ui/client';
import { Loading, Notice, Page } from '@reglament/runtime-ui/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { memo, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { TypeTabs } from '../request-type/type-tabs.tsx';
import { fixFinding } from './apply-fix.ts';
import { CompanyLine } from './company/company-line.tsx';
import { useCompany } from './company/use-company.ts';
import { ConflictNotice } from './conflict/conflict-notice.tsx';
import { type DraftView, useDraft } from './draft-queries.ts';
import type { DraftSession, Finding, SessionState } from './draft-session.ts';
import { findingAfter, inTabOrder, tabTitleOf } from './finding-tab.ts';
import { PartsBoundary } from './parts-boundary.tsx';
import { PlainTabs } from './plain-tabs.tsx';
import { PreviewDrawer } from './preview/preview-drawer.tsx';
import { ProblemsLink, ProblemsPanel } from './problems-panel.tsx';
import { WorkflowTabs } from './process/workflow-tabs.tsx';
import { usePublishedNotice } from './publish/published-notice.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { SaveState } from './save-state.tsx';
import { useStudioKeys } from './studio-keys.ts';
import { StudioTabs } from './studio-tabs.tsx';
import { TestModeDialog } from './test-mode/test-mode-dialog.tsx';
import { useDraftSession } from './use-draft-session.ts';
import { russian } from './words.ts';

/** «Редактор услуги»: one draft, saved by itself. */
export function StudioScreen() {
  const { id = '' } = useParams();
  const { data, error } = useDraft(id);
  if (error) {
    return (
      <Page title="Черновик">
        <Notice tone="error">{error.message}</Notice>
      </Page>
    );
  }
  if (data === undefined) return <Loading />;
  if (data.discarded || data.publishedVersion !== null) return <Closed draft={data} />;
  return <Studio key={`${data.id} ${data.baseVersion}`} draft={data} />;
}

function Closed({ draft }: { draft: DraftView }) {
  const navigate = useNavigate();
  return (
    <Page title="Черновик закрыт">
      <Notice tone="info" actions={<Button onClick={() => navigate(homeOf(draft))}>К списку</Button>}>
        {draft.publishedVersion === null
          ? 'Черновик удалён. Вернуть его можно из сообщения об удалении или начать новый в списке.'
          : `Черновик опубликован как версия ${draft.publishedVersion}. Чтобы менять дальше, начните новый в списке.`}
      </Notice>
    </Page>
  );
}

function Studio({ draft }: { draft: DraftView }) {
  const { session, state } = useDraftSession(draft);
  const company = useCompany(draft.id, session);
  const [beside, setBeside] = useState<Beside>();
  const [jump, setJump] = useState<Finding>();
  const title = russian((state.content as unknown as ServiceDefinition).title);
  const findings = useMemo(() => inTabOrder(state.findings), [state.findings]);
  const words = kindWords(draft);
  // A workflow has nothing of its own that an applicant sees, a type of request shows its form all the time.
  const showPreview = draft.kind === 'service' ? () => setBeside('preview') : undefined;
  useStudioKeys({
    undo: () => void session.undo(),
    redo: () => void session.redo(),
    save: () => void session.flush(),
    problem: () => setJump(findingAfter(findings, jump)),
    preview: () => (beside === undefined ? showPreview?.() : setBeside(undefined)),
  });
  return (
    <Page
      title={title || 'Без названия'}
      lead={words.lead}
      actions={
        <HeadActions
          session={session}
          state={state}
          onPreview={showPreview}
          onTest={draft.kind === 'service' ? () => void session.flush().then(() => setBeside('test')) : undefined}
          onPublish={() => void session.flush().then(() => setBeside('publish'))}
        />
      }
    >
      <CompanyLine company={company} />
      {state.saving === 'conflict' ? (
        <ConflictNotice draftId={draft.id} session={session} problem={state.problem ?? ''} />
      ) : null}
      <PartsBoundary
        content={state.content}
        fallback={<AsText draft={draft} session={session} content={state.content} />}
      >
        <Parts {...{ draft, session, jump }} content={state.content} findings={state.findings} />
      </PartsBoundary>
      <ProblemsPanel
        content={state.content}
        findings={findings}
        partOf={draft.kind === 'service' ? tabTitleOf : undefined}
        onJump={(finding) => setJump({ ...finding })}
        onFix={(finding) => void fixFinding(session, finding)}
      />
      {beside === undefined ? null : (
        <BesideTabs
          draft={draft}
          service={state.content as unknown as ServiceDefinition}
          session={session}
          beside={beside}
          onClose={() => setBeside(undefined)}
        />
      )}
    </Page>
  );
}

type Beside = 'preview' | 'publish' | 'test';

interface BesideTabsProps {
  draft: DraftView;
  service: ServiceDefinition;
  session: DraftSession;
  beside: Beside;
  onClose: () => void;
}

/** What stands over the editor: how it will look, or what publishing will do. */
function BesideTabs({ draft, service, session, beside, onClose }: BesideTabsProps) {
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const rebase = useRebase(draft.id);
  const tellPublished = usePublishedNotice();
  if (beside === 'preview') {
    return <PreviewDrawer service={service} place={{ id: draft.id, flush: session.flush }} onClose={onClose} />;
  }
  if (beside === 'test') return <TestModeDialog draft={draft} onClose={onClose} />;
  return (
    <PublishDialog
      id={draft.id}
      isService={draft.kind === 'service'}
      first={draft.baseVersion === null}
      onClose={onClose}
      onRebase={() => void rebase().then(onClose)}
      onPublished={(version) => {
        tellPublished({ version, service, isNew: draft.kind === 'service' && draft.baseVersion === null });
        void queryClient.invalidateQueries({ queryKey: ['admin'] });
        navigate(kindWords(draft).home);
      }}
      onAsked={(state) => {
        onClose();
        const waits = state === 'awaiting' ? 'Публикацию подтвердит второй сотрудник' : 'Публикация ждёт своего дня';
        notification.success({ title: waits, description: russian(service.title) });
      }}
    />
  );
}

interface PartsProps extends Pick<SessionState, 'content' | 'findings'> {
  draft: DraftView;
  session: DraftSession;
  jump: Finding | undefined;
}

/** Of a draft that its tabs cannot draw. */
function AsText(props: Pick<PartsProps, 'draft' | 'session' | 'content'>) {
  return (
    <>
      <Notice tone="error">
        Вкладки не могут показать этот черновик: в нём не хватает обязательных частей. Отмените последнее изменение или
        исправьте запись. Ничего не потеряно.
      </Notice>
      <PlainTabs {...props} textOnly />
    </>
  );
}

/** The tabs of what is being edited: hundreds of rows, which are not gone through anew because a step is on its way or saved. */
const Parts = memo(function Parts({ draft, session, jump, content, findings }: PartsProps) {
  const shared = { draft, session, jump, findings };
  if (draft.kind === 'workflow') {
    return <WorkflowTabs {...shared} workflow={content as unknown as WorkflowDefinition} />;
  }
  if (draft.kind === 'requestType') return <TypeTabs {...shared} type={content as unknown as RequestType} />;
  if (draft.kind === 'service') return <StudioTabs {...shared} service={content as unknown as ServiceDefinition} />;
  return <PlainTabs {...{ draft, content, session, findings, jump }} />;
});

/** Carries the draft over to the version in force; the screen then begins anew from what came of it. */
function useRebase(id: string): () => Promise<void> {
  const { notification } = App.useApp();
  const queryClient = useQueryClient();
  return async () => {
    try {
      const moved = await request<DraftView>(`/api/admin/drafts/${id}/rebase`, { method: 'POST' });
      queryClient.setQueryData(['admin', 'draft', id], moved);
    } catch (failure) {
      if (!(failure instanceof Error)) throw failure;
      notification.error({ title: 'Правки не перенесены', description: failure.message });
    }
  };
}

interface HeadActionsProps {
  session: DraftSession;
  state: SessionState;
  onPreview: (() => void) | undefined;
  onTest: (() => void) | undefined;
  onPublish: () => void;
}

function HeadActions({ session, state, onPreview, onTest, onPublish }: HeadActionsProps) {
  const { undo, redo } = state;
  return (
    <>
      <SaveState state={state} onRetry={() => void session.flush()} />
      <ProblemsLink findings={state.findings} />
      <Button
        disabled={undo === undefined}
        title={undo && `Отменить: ${undo} (Ctrl+Z)`}
        onClick={() => void session.undo()}
      >
        Отменить
      </Button>
      <Button
        disabled={redo === undefined}
        title={redo && `Вернуть: ${redo} (Ctrl+Shift+Z)`}
        onClick={() => void session.redo()}
      >
        Вернуть
      </Button>
      {onPreview === undefined ? null : (
        <Button title="Предпросмотр (Ctrl+P)" onClick={onPreview}>
          Предпросмотр
        </Button>
      )}
      {onTest === undefined ? null : <Button onClick={onTest}>Тестовый режим…</Button>}
      <Button type="primary" onClick={onPublish}>
        Опубликовать…
      </Button>
    </>
  );
}

const homes: Readonly<Partial<Record<DraftView['kind'], string>>> = {
  workflow: '/workflows',
  requestType: '/request-types',
  dictionary: '/dictionaries',
  calendar: '/dictionaries?tab=calendars',
  workplace: '/dictionaries?tab=workplaces',
};

function homeOf({ kind }: Pick<DraftView, 'kind'>): string {
  return homes[kind] ?? '/';
}

function kindWords({ kind, baseVersion, code }: DraftView): { lead: string; home: string } {
  const home = homeOf({ kind });
  if (baseVersion !== null) {
    return {
      home,
      lead: `Черновик поверх версии ${baseVersion}, код ${code}; действует после публикации.`,
    };
  }
  return { home, lead: freshWords(kind, code) };
}

function freshWords(kind: DraftView['kind'], code: string): string {
  if (kind === 'workflow') return `Новый процесс, код ${code}; услугам виден после публикации.`;
  if (kind === 'requestType') return `Новый вид запроса, код ${code}; услугам виден после публикации.`;
  if (kind !== 'service') return `Новое определение, код ${code}; действует после публикации.`;
  return `Новая услуга, код ${code}; видна после публикации.`;
}
