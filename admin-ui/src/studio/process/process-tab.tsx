import { titleOf } from '@reglament/core/rules';
import { Loading, Notice, plural } from '@reglament/runtime-ui/ui';
import { App, Button, Select } from 'antd';
import { lazy, Suspense, useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { readDraft } from '../draft-ahead.ts';
import { beginDraft } from '../draft-queries.ts';
import { firstWords } from '../first-words.ts';
import type { TabProps } from '../tab-props.ts';
import { russian } from '../words.ts';
import { useWorkflow } from './definition-detail.ts';

const Diagram = lazy(async () => ({ default: (await import('./process-diagram.tsx')).ProcessDiagram }));

/** «Процесс» of a service: by which workflow its cases go, who else works by it, and the way to change it or to have one's own. */
export function ProcessTab({ service, edit, workflows, problemAt }: TabProps) {
  const field = useId();
  const { workflow, draftId, uses } = useWorkflow(service.workflow, workflows);
  const wrong = problemAt('/workflow');
  const unpublished = workflows.every(({ value }) => value !== service.workflow);
  const own = unpublished ? [{ value: service.workflow, label: russian(workflow?.title) || service.workflow }] : [];
  return (
    <div className="rp-own">
      <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'}>
        <div className="rg-field-label">
          <label htmlFor={field}>Процесс услуги</label>
        </div>
        <Select
          id={field}
          className="rs-wide"
          value={service.workflow}
          options={[...workflows, ...own]}
          onChange={(chosen: string) => edit('Процесс', (one) => ({ ...one, workflow: chosen }))}
        />
        {wrong ? <div className="rg-error">{wrong}</div> : null}
      </div>
      {uses === undefined && !unpublished ? null : (
        <Sharing {...{ service, edit, draftId, unpublished }} uses={uses ?? []} />
      )}
      {workflow === undefined ? (
        <Loading />
      ) : (
        <Suspense fallback={<Loading />}>
          <Diagram workflow={workflow} />
        </Suspense>
      )}
    </div>
  );
}

interface SharingProps extends Pick<TabProps, 'service' | 'edit'> {
  draftId: string | null;
  unpublished: boolean;
  uses: readonly { readonly code: string; readonly title: string }[];
}

/** A workflow that others follow too is changed for all of them, or copied. */
function Sharing({ service, edit, draftId, unpublished, uses }: SharingProps) {
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const others = uses.filter(({ code }) => code !== service.code);
  const failed = (failure: Error) => {
    setBusy(false);
    notification.error({ title: 'Не получилось', description: failure.message });
  };
  const change = () => {
    setBusy(true);
    beginDraft({ kind: 'workflow', from: 'published', code: service.workflow }).then(
      ({ id }) => navigate(`/drafts/${id}`),
      failed,
    );
  };
  const copy = async () => {
    setBusy(true);
    try {
      const title = firstWords.ownWorkflow(titleOf(service.title, 'ru')).slice(0, 500);
      const { id } = await beginDraft({ kind: 'workflow', from: 'copy', code: service.workflow, title });
      const { code } = await readDraft(id);
      edit('Своя копия процесса', (one) => ({ ...one, workflow: code }));
      navigate(`/drafts/${id}`);
    } catch (failure) {
      if (!(failure instanceof Error)) throw failure;
      failed(failure);
    }
  };
  if (unpublished) {
    return (
      <Notice
        tone="warning"
        actions={draftId === null ? undefined : <Link to={`/drafts/${draftId}`}>Открыть черновик процесса</Link>}
      >
        Этот процесс ещё не опубликован: опубликуйте его прежде услуги.
      </Notice>
    );
  }
  return (
    <Notice
      tone="info"
      actions={
        <>
          <Button loading={busy} onClick={change}>
            {draftId === null ? 'Изменить процесс' : 'Открыть черновик процесса'}
          </Button>
          <Button disabled={busy} onClick={() => void copy()}>
            Своя копия
          </Button>
        </>
      }
    >
      {others.length === 0
        ? 'По этому процессу работает только эта услуга.'
        : `По этому процессу есть ещё ${plural(others.length, ['услуга', 'услуги', 'услуг'])}: ${others.map(({ title }) => `«${title}»`).join(', ')}. Изменение затронет и их; чтобы не затронуть, сделайте свою копию.`}
    </Notice>
  );
}
