import { ReloadOutlined, RollbackOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { ActionView, ApplicationCard, ServiceView } from '../api.ts';
import { CorrespondenceTab } from '../correspondence/correspondence-tab.tsx';
import { DecisionTab } from '../decision/decision-tab.tsx';
import { ReturnedDecision } from '../decision/returned-decision.tsx';
import { useTitledService } from '../dictionary/use-titled-service.ts';
import { DocumentsPanel } from '../document/documents-panel.tsx';
import { DutyNotice } from '../duty/duty-notice.tsx';
import { DutyTab } from '../duty/duty-tab.tsx';
import { ErrorSummary } from '../form/index.ts';
import { IssueNotice } from '../issue/issue-notice.tsx';
import { PresenceLine } from '../presence/presence-line.tsx';
import { PrintMenu } from '../print/print-menu.tsx';
import { requestListQuery } from '../request/queries.ts';
import { groupsOf } from '../request/request-words.ts';
import { RequestsTab } from '../request/requests-tab.tsx';
import { useMe } from '../session/me.ts';
import { BottomBar } from '../ui/bottom-bar.tsx';
import { KeyHints } from '../ui/key-hints.tsx';
import { keyOf, useKey } from '../ui/keys.ts';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { WhyNot } from '../why/why-not.tsx';
import { effectiveAnswers, valuesOf } from './accepted.ts';
import { AcceptedNotice } from './accepted-origin.tsx';
import { ActionBar } from './action-bar.tsx';
import { ActionFlow } from './action-flow.tsx';
import { ApplicationEditor } from './application-editor.tsx';
import { useArrival } from './arrival.ts';
import { CardTabs, firstTab, type TabCode, tabOf } from './card-tabs.tsx';
import { type CardWork, useCardWork } from './card-work.ts';
import { CaseFacts } from './case-facts.tsx';
import { caseName } from './case-name.ts';
import { showConflicts } from './conflicts.ts';
import { DataReader } from './data-reader.tsx';
import { DiscardedNotice } from './discarded-notice.tsx';
import { DoneNotice } from './done-notice.tsx';
import type { EditorState } from './editor-state.ts';
import { FailureNotice } from './failure-notice.tsx';
import { formSources } from './form-sources.ts';
import { HistoryTab } from './history-tab.tsx';
import { LinkedCases } from './linked-cases.tsx';
import { listPlace } from './list-place.ts';
import { NewerVersion } from './newer-version.tsx';
import { RestoredNotice } from './restored-notice.tsx';
import { goToMark, ReturnedNotice, useReturnedChanges } from './returned-notice.tsx';
import { unresolved, withoutHandedIn } from './summary.ts';
import { useAutosave } from './use-autosave.ts';
import { useDiscardCard } from './use-discard-card.ts';
import { useFormFacts } from './use-form-facts.ts';
import { useGo } from './use-go.ts';

interface CardProps {
  card: ApplicationCard;
  service: ServiceView;
}

interface PartProps extends CardProps {
  tab: TabCode;
  work: CardWork;
}

export function CardView({ card, service: plain }: CardProps) {
  const [search, setSearch] = useSearchParams();
  // As the case stood when it was opened: an action that takes it further does not turn the page under its reader.
  const [first] = useState(() => firstTab(card));
  const tab = tabOf(search, first);
  const { groups, group, counts } = useRequestGroups(card, search);
  const { done, begin } = useArrival();
  const show = (wanted: TabCode) => {
    if (tab !== wanted) setSearch({ tab: wanted }, { replace: true });
  };
  const work = useCardWork(card, () => show('data'), done);
  const { editor, summary, form } = work;
  const go = useGo({ tab, show, form });
  const discard = useDiscardCard(card, editor);
  const service = useTitledService(plain, [editor.content.answers, ...valuesOf(card)]);
  const main = card.actions.find(({ open, tone }) => open && tone === 'primary');
  useCardKeys(card, work, main);
  begin(main ? () => void work.start(main) : undefined);
  return (
    <Page
      title={caseName(card.number)}
      lead={leadOf(card, service)}
      actions={<HeadButtons card={card} onRefresh={work.refresh} />}
    >
      <PresenceLine id={card.id} doing={card.editable && editor.dirty ? 'editing' : 'viewing'} />
      <DiscardedNotice card={card} />
      <CaseFacts card={card} whole />
      {card.onlooker === null ? null : <Notice tone="info">{card.onlooker}.</Notice>}
      <ActionBar card={card} busy={editor.saving} onChoose={(chosen) => void work.start(chosen)} onDiscard={discard} />
      {work.done ? <DoneNotice done={work.done} card={card} /> : null}
      <DutyNotice card={card} review={work.review} />
      <IssueNotice card={card} />
      <LinkedCases card={card} />
      <ReturnedDecision card={card} />
      <NewerVersion card={card} save={work.save} onRefresh={work.refresh} />
      {editor.failure ? <FailureNotice failure={editor.failure} onRefresh={work.refresh} /> : null}
      <ErrorSummary
        items={withoutHandedIn(unresolved(summary, editor.content), card)}
        attempt={summary.attempt}
        onGo={go}
      />
      <CardTabs current={tab} taxed={card.duty !== null} groups={groups} group={group} counts={counts} />
      <DataPart card={card} service={service} tab={tab} work={work} main={main} />
      <OtherPart card={card} service={service} tab={tab} work={work} group={group} />
      <StartedAction card={card} work={work} />
    </Page>
  );
}

/** The variant is a sentence: as one of the facts it would push the others out of their row. */
function leadOf({ variant }: ApplicationCard, { title }: ServiceView): string {
  return variant ? `${title}. Вариант: ${variant.title}` : title;
}

/** Tabs of requests, and the one that is shown. Nobody is asked on a draft. */
function useRequestGroups(card: ApplicationCard, search: URLSearchParams) {
  const { data } = useQuery({ ...requestListQuery(card.id), enabled: card.phase !== 'draft' });
  const groups = groupsOf(data);
  const named = search.get('group');
  const asked = Object.groupBy(data?.items ?? [], (one) => one.group);
  const counts = Object.fromEntries(groups.map((one) => [one, asked[one]?.length ?? 0]));
  const given = card.files.filter(({ purpose }) => purpose === 'document' || purpose === 'attachment');
  return {
    groups,
    group: groups.find((one) => one === named) ?? groups[0],
    counts: { ...counts, documents: given.length },
  };
}

function useCardKeys(
  card: ApplicationCard,
  { save, start, started, refresh }: CardWork,
  main: ActionView | undefined,
): void {
  useKey('save', 'Сохранить', card.editable ? () => void save() : undefined);
  useKey('main', main?.title ?? 'Главное действие', main && !started ? () => void start(main) : undefined);
  useKey('refresh', 'Обновить', refresh);
}

function HeadButtons({ card, onRefresh }: { card: ApplicationCard; onRefresh: () => void }) {
  const navigate = useNavigate();
  return (
    <>
      <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => navigate(listPlace())}>
        Вернуться
      </Button>
      <PrintMenu card={card} />
      <Button icon={<ReloadOutlined aria-hidden="true" />} onClick={onRefresh} {...keyOf('refresh')}>
        Обновить
      </Button>
    </>
  );
}

/** The editor stays mounted under the other tabs: what is being typed there is not lost. */
function DataPart({ card, service, tab, work, main }: PartProps & { main: ActionView | undefined }) {
  const me = useMe();
  const { editor, form, problems, save } = work;
  const facts = useFormFacts(service, editor.content, card.source);
  const sources = useMemo(() => formSources({ me, service, card, purpose: 'attachment' }), [me, service, card]);
  const changes = useReturnedChanges(card, service);
  useAutosave({ editor, form, enabled: card.editable && card.phase === 'draft' && work.started === null });
  if (!card.editable) {
    return (
      <div hidden={tab !== 'data'}>
        <WhyNot reason={card.onlooker === null && card.discarded === null ? card.closed.answers : null} />
        <ReturnedNotice card={card} service={service} changes={changes} onGo={goToMark} />
        <DataReader card={card} service={service} facts={facts} sources={sources} changes={changes} />
      </div>
    );
  }
  return (
    <div hidden={tab !== 'data'}>
      <RestoredNotice editor={editor} service={service} />
      <ReturnedNotice
        card={card}
        service={service}
        changes={changes}
        onGo={({ part, pointer }) => form.current?.go({ form: part, pointer })}
      />
      <AcceptedNotice card={card} service={service} />
      <ApplicationEditor
        ref={form}
        service={service}
        content={editor.content}
        onChange={editor.change}
        facts={facts}
        sources={sources}
        problems={problems}
        questionsFirst={card.parent !== null}
      />
      {tab === 'data' ? <SaveBar editor={editor} main={main} onSave={() => void save()} /> : null}
    </div>
  );
}

interface SaveBarProps {
  editor: EditorState;
  main: ActionView | undefined;
  onSave: () => void;
}

function SaveBar({ editor, main, onSave }: SaveBarProps) {
  return (
    <BottomBar>
      <Button type="primary" ghost onClick={onSave} loading={editor.saving} {...keyOf('save')}>
        Сохранить
      </Button>
      <KeyHints
        hints={[
          { key: 'save', title: 'сохранить' },
          ...(main ? [{ key: 'main' as const, title: main.title.toLocaleLowerCase('ru') }] : []),
        ]}
      />
      <span className="rg-bar-note" role="status">
        {editor.dirty ? 'Есть несохранённые изменения' : 'Все изменения сохранены'}
      </span>
      {editor.conflicts.length > 0 ? (
        <Button danger onClick={() => showConflicts(editor)}>
          Выберите значения: {editor.conflicts.length}
        </Button>
      ) : null}
    </BottomBar>
  );
}

function OtherPart({ card, service, tab, work, group }: PartProps & { group: string | undefined }) {
  if (tab === 'requests') {
    if (group === undefined) return null;
    return (
      <>
        <WhyNot reason={card.closed.requests} />
        <RequestsTab key={group} applicationId={card.id} service={service} group={group} />
      </>
    );
  }
  if (tab === 'duty') return card.duty === null ? null : <DutyTab card={card} />;
  if (tab === 'decision') return <DecisionTab card={card} onChoose={(chosen) => void work.start(chosen)} />;
  if (tab === 'correspondence') return <CorrespondenceTab card={card} />;
  if (tab === 'history') return <HistoryTab id={card.id} service={service} />;
  if (tab !== 'documents') return null;
  const { content } = work.editor;
  return (
    <DocumentsPanel
      service={service}
      content={{ ...content, answers: effectiveAnswers(content.answers, card.accepted) }}
      source={card.source}
      card={card}
      ensureSaved={() => Promise.resolve(card)}
    />
  );
}

/** A dialog that is open keeps working on the case as it stands now; what was just saved may be newer than what is drawn. */
function StartedAction({
  card,
  work: { started, finish, onDone, onRefused, refresh },
}: Pick<PartProps, 'card' | 'work'>) {
  if (!started) return null;
  const newest = started.on.version > card.version ? started.on : card;
  const action = newest.actions.find(({ code }) => code === started.chosen.code) ?? started.chosen;
  const ends = { onClose: finish, onDone, onRefused, onRefresh: refresh };
  return <ActionFlow card={newest} action={action} {...ends} />;
}
