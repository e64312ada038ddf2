import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { newUuid } from '../application/uuid.ts';
import { FormReader } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { todayIn } from '../ui/format.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import type { NewRequestProps } from './new-request.tsx';
import { originNotes } from './origin-note.tsx';
import { PrefillNotice } from './prefill-notice.tsx';
import { requestFormQuery } from './queries.ts';
import { RequestFailure } from './request-failure.tsx';
import { sourcesOfFields } from './request-words.ts';
import { useRequestCommands } from './use-request-commands.ts';

/** A request with nothing to fill in: what will be asked, «Отправить запрос» or «Отмена». */
export function ConfirmRequest({ applicationId, service, kind, onCreated, onClose }: NewRequestProps) {
  const { organisation } = useMe();
  const [key] = useState(newUuid);
  const form = useQuery(requestFormQuery(applicationId, kind.entry));
  const { create, busy, failure } = useRequestCommands(applicationId);
  const send = async () => {
    const view = await create({ entry: kind.entry, key, send: true });
    if (view) onCreated(view, true);
  };
  const footer = (
    <>
      <Button onClick={onClose}>Отмена</Button>
      <Button type="primary" loading={busy !== null} disabled={!form.data} onClick={() => void send()}>
        Отправить запрос
      </Button>
    </>
  );
  return (
    <Modal open title={kind.title} onCancel={onClose} width={640} destroyOnHidden footer={footer}>
      <div className="rg-dialog">
        {kind.description ? <p className="rg-muted">{kind.description}</p> : null}
        {failure ? <RequestFailure failure={failure} /> : null}
        {form.isPending ? <Loading /> : null}
        {form.error ? <Notice tone="error">{form.error.message}</Notice> : null}
        {form.data ? (
          <>
            <PrefillNotice faults={form.data.faults} />
            <FormReader
              form={form.data.form}
              answers={form.data.question}
              facts={{ today: todayIn(organisation.timeZone, new Date()) }}
              bare
              filledOnly
              origins={originNotes(sourcesOfFields({ ...form.data, service }))}
            />
          </>
        ) : null}
      </div>
    </Modal>
  );
}
