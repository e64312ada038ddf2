import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useCallback, useMemo, useRef } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { ApplicationCard, ServiceView } from '../api.ts';
import { ProblemError } from '../client.ts';
import { useTitledService } from '../dictionary/use-titled-service.ts';
import { DocumentsPanel } from '../document/documents-panel.tsx';
import { ErrorSummary, heldUpload } from '../form/index.ts';
import { locale } from '../locale/locale.ts';
import { useMe } from '../session/me.ts';
import { BottomBar } from '../ui/bottom-bar.tsx';
import { KeyHints } from '../ui/key-hints.tsx';
import { keyOf, useKey } from '../ui/keys.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ApplicationEditor, type EditorHandle } from './application-editor.tsx';
import type { Arrival } from './arrival.ts';
import { showConflicts } from './conflicts.ts';
import { useNewDraftPlace } from './draft-place.ts';
import { type EditorState, useEditorState } from './editor-state.ts';
import { FailureNotice } from './failure-notice.tsx';
import { firstStep } from './first-step.ts';
import { formSources } from './form-sources.ts';
import { rememberService } from './liked-services.ts';
import { listPlace } from './list-place.ts';
import { cardQuery } from './queries.ts';
import { RestoredNotice } from './restored-notice.tsx';
import { ServiceChoice } from './service-choice.tsx';
import { serviceQuery, servicesQuery } from './service-queries.ts';
import { unresolved } from './summary.ts';
import { useFormFacts } from './use-form-facts.ts';
import { useSummary } from './use-summary.ts';

/** «Новая заявка»: the type of service first, then its fields. */
export function NewApplicationScreen() {
  const [search] = useSearchParams();
  const code = search.get('service');
  return code === null ? <ServiceChoice /> : <NewOfService key={code} code={code} />;
}

function NewOfService({ code }: { code: string }) {
  const me = useMe();
  const { data: service, error } = useQuery(serviceQuery(code));
  const place = useNewDraftPlace(me.user.id, code);
  const [savedId] = useSavedId(code);
  const row = useQuery({ ...cardQuery(savedId ?? ''), enabled: savedId !== null });
  const mine = useQuery({ ...servicesQuery(), enabled: savedId === null });
  const refused = savedId === null && mine.data && !mine.data.some((one) => one.code === code && one.canCreate);
  if (refused && service) return <NotMine title={service.title} />;
  if (error) {
    return (
      <Page title="Новая заявка">
        <Notice tone="error" title="Форма услуги не загружена">
          {error.message}
        </Notice>
      </Page>
    );
  }
  const whole = savedId === null || !row.isPending;
  return service && place && whole ? <NewForm service={service} place={place} /> : <Loading />;
}

/** By an address that a colleague has sent or that was kept: told before anything is typed. */
function NotMine({ title }: { title: string }) {
  return (
    <Page title="Новая заявка">
      <Empty title="По этой услуге вы заявки не создаёте" actions={<Link to="/applications/new">К выбору услуги</Link>}>
        {`«${title}». Если должны – обратитесь к администратору: он даст вам право создавать заявки по ней.`}
      </Empty>
    </Page>
  );
}

interface NewFormProps {
  service: ServiceView;
  /** Where this computer keeps what is typed while there is no row. */
  place: string;
}

const noProblems: ProblemError['problems'] = [];

/** A new application on its way to a draft. */
function useNewWork({ service, place }: NewFormProps) {
  const userId = useMe().user.id;
  const navigate = useNavigate();
  const form = useRef<EditorHandle>(null);
  const [savedId, setSavedId] = useSavedId(service.code);
  const { data: saved } = useQuery({ ...cardQuery(savedId ?? ''), enabled: savedId !== null });
  const kept = { userId, place: savedId ?? place, service: service.code };
  const editor = useEditorState({ ...kept, card: saved });
  const { summary, show } = useSummary(editor);
  const latest = useRef({ saved, editor });
  latest.current = { saved, editor };
  const ensureSaved = useCallback(async (): Promise<ApplicationCard> => {
    const { saved: row, editor: current } = latest.current;
    if (row) return row;
    form.current?.flush();
    const card = await current.save();
    rememberService(userId, service.code);
    setSavedId(card.id);
    return card;
  }, [setSavedId, userId, service.code]);
  /** With `begin` the main action of the draft follows at once. */
  const { message } = App.useApp();
  const save = async (begin = false) => {
    const held = heldUpload();
    if (held) return message.warning(held);
    form.current?.flush();
    const items = form.current?.check(false) ?? [];
    show(items);
    if (items.length > 0 || showConflicts(editor)) return;
    const card = await editor.save().catch(() => undefined);
    if (!card) return;
    rememberService(userId, service.code);
    navigate(`/applications/${card.id}`, { replace: true, state: begin ? ({ begin } satisfies Arrival) : null });
  };
  return { form, saved, editor, summary, ensureSaved, save };
}

/**
 * A file chosen before the first «Сохранить» makes the row that it hangs on; the screen stays as it is. The address names
 * the row, so that a page loaded anew goes on with it and makes no second one.
 */
function useSavedId(service: string): [string | null, (id: string) => void] {
  const [search, setSearch] = useSearchParams();
  const put = useRef(setSearch);
  put.current = setSearch;
  const remember = useCallback((id: string) => put.current({ service, draft: id }, { replace: true }), [service]);
  return [search.get('draft'), remember];
}

function NewForm(props: NewFormProps) {
  const { form, saved, editor, summary, ensureSaved, save } = useNewWork(props);
  const service = useTitledService(props.service, [editor.content.answers]);
  const me = useMe();
  const facts = useFormFacts(service, editor.content, 'employee');
  const sources = useMemo(
    () => formSources({ me, service, card: saved, purpose: 'attachment', ensureSaved }),
    [me, service, saved, ensureSaved],
  );
  useKey('save', 'Сохранить', () => void save());
  const step = firstStep(props.service.workflow, me.functions[service.code] ?? []);
  useKey(
    'main',
    `Сохранить и ${step?.toLocaleLowerCase(locale)}`,
    step === undefined ? undefined : () => void save(true),
  );
  return (
    <Page
      title="Новая заявка"
      heading={service.title}
      lead="Новая заявка. Поля с пометкой «Требуется» нужны для регистрации; черновик можно сохранить и без них."
    >
      <RestoredNotice editor={editor} service={service} />
      {editor.failure ? <FailureNotice failure={editor.failure} /> : null}
      <ErrorSummary
        items={unresolved(summary, editor.content)}
        attempt={summary.attempt}
        onGo={(item) => form.current?.go(item)}
      />
      <ApplicationEditor
        ref={form}
        autoFocus
        service={service}
        content={editor.content}
        onChange={editor.change}
        facts={facts}
        sources={sources}
        problems={editor.failure instanceof ProblemError ? editor.failure.problems : noProblems}
      />
      <DocumentsPanel
        service={service}
        content={editor.content}
        source="employee"
        card={saved}
        ensureSaved={ensureSaved}
      />
      <NewBar editor={editor} step={step} onSave={() => void save()} onBegin={() => void save(true)} />
    </Page>
  );
}

interface NewBarProps {
  editor: EditorState;
  /** What goes on with a saved draft at once; undefined: nothing that this person does. */
  step: string | undefined;
  onSave: () => void;
  onBegin: () => void;
}

function NewBar({ editor, step, onSave, onBegin }: NewBarProps) {
  const navigate = useNavigate();
  return (
    <BottomBar>
      <Button type="primary" onClick={onSave} loading={editor.saving} {...keyOf('save')}>
        Сохранить
      </Button>
      {step === undefined ? null : (
        <Button onClick={onBegin} disabled={editor.saving} {...keyOf('main')}>
          {step}
        </Button>
      )}
      <Button onClick={() => navigate(listPlace())}>Вернуться</Button>
      <KeyHints
        hints={[
          { key: 'save', title: 'сохранить' },
          ...(step === undefined
            ? []
            : [{ key: 'main' as const, title: `сохранить и ${step.toLocaleLowerCase(locale)}` }]),
        ]}
      />
      <span className="rg-bar-note" role="status">
        {editor.dirty ? 'Введённое хранится на этом компьютере до сохранения' : ''}
      </span>
    </BottomBar>
  );
}
