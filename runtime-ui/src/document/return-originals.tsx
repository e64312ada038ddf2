import { RollbackOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { ApplicationCard } from '../api.ts';
import { applicantName } from '../applicant/applicant-form.ts';
import { FailureNotice } from '../application/failure-notice.tsx';
import { problemAt, request } from '../client.ts';
import { useMe } from '../session/me.ts';
import { DialogBody } from '../ui/dialog-body.tsx';
import { useKey } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';
import { TextField } from '../ui/text-field.tsx';
import { mayReturn } from './document-rights.ts';
import { type HeldOriginal, heldOriginals } from './held-originals.ts';

/** The way to give back what is still held; nothing while there is nothing, or this person may not. */
export function ReturnOriginals({ card }: { card: ApplicationCard }) {
  const me = useMe();
  const [open, setOpen] = useState(false);
  const held = heldOriginals(card);
  if (held.length === 0 || !mayReturn(card, me)) return null;
  return (
    <>
      <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
        Вернуть подлинники
      </Button>
      {open ? <ReturnDialog card={card} held={held} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface ReturnDialogProps {
  card: ApplicationCard;
  held: readonly HeldOriginal[];
  onClose: () => void;
}

function useReturning({ card, held, onClose }: ReturnDialogProps) {
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<readonly number[]>(held.map(({ position }) => position));
  const [to, setTo] = useState(applicantName(card.submittedBy ?? card.representative ?? card.applicant));
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['application', card.id] });
  const give = async () => {
    setAttempted(true);
    if (to.trim() === '' || chosen.length === 0) return;
    setBusy(true);
    setFailure(null);
    try {
      const body = { version: card.version, positions: [...chosen], to: to.trim() };
      await request(`/api/applications/${card.id}/received-documents/returns`, { method: 'POST', body });
      announce('Отмечено: подлинники возвращены');
      onClose();
      await refresh();
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    } finally {
      setBusy(false);
    }
  };
  return { chosen, setChosen, to, setTo, attempted, busy, failure, refresh, give };
}

/** Which originals go back, and into whose hands. */
function ReturnDialog(props: ReturnDialogProps) {
  const { held, onClose } = props;
  const { chosen, setChosen, to, setTo, attempted, busy, failure, refresh, give } = useReturning(props);
  useKey('main', 'Отметить возврат', () => void give());
  const nothing = attempted && chosen.length === 0 ? 'Отметьте, что возвращается' : problemAt(failure, 'positions');
  const nobody = attempted && to.trim() === '' ? 'Укажите, кому возвращены подлинники' : problemAt(failure, 'to');
  const footer = (
    <>
      <Button onClick={onClose}>Отменить</Button>
      <Button type="primary" loading={busy} onClick={give}>
        Отметить возврат
      </Button>
    </>
  );
  return (
    <Modal open title="Вернуть подлинники" onCancel={onClose} width={560} destroyOnHidden footer={footer}>
      <DialogBody>
        {failure ? <FailureNotice failure={failure} onRefresh={() => void refresh()} /> : null}
        <fieldset className="rg-fieldset">
          <legend className="rg-field-label">Что возвращается</legend>
          <Checkbox.Group
            className="rg-checks"
            value={[...chosen]}
            onChange={(positions) => setChosen(positions)}
            options={held.map(({ position, words }) => ({ value: position, label: words }))}
          />
          {nothing ? <div className="rg-error">{nothing}</div> : null}
        </fieldset>
        <TextField label="Кому" value={to} onChange={setTo} mistake={nobody} />
      </DialogBody>
    </Modal>
  );
}
