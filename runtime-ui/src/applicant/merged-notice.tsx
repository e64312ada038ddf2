import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useMe } from '../session/me.ts';
import { DialogBody } from '../ui/dialog-body.tsx';
import { announce } from '../ui/live-region.tsx';
import { Notice } from '../ui/notice.tsx';
import type { ApplicantView } from './queries.ts';
import { ReasonField } from './reason-field.tsx';
import { useRegistryCommand } from './use-registry-command.ts';

interface MergedNoticeProps {
  applicant: ApplicantView;
  onOpen: (id: string) => void;
  onShow: (applicant: ApplicantView) => void;
}

/** A record that was merged leads to the one that stayed, and can be taken out of it again. */
export function MergedNotice({ applicant, onOpen, onShow }: MergedNoticeProps) {
  const { permissions } = useMe();
  const [parting, setParting] = useState(false);
  const { mergedInto } = applicant;
  if (!mergedInto) return null;
  const actions = (
    <>
      <Button onClick={() => onOpen(mergedInto.id)}>Открыть её</Button>
      {permissions.includes('applicants.merge') ? (
        <Button onClick={() => setParting(true)}>Отменить объединение</Button>
      ) : null}
    </>
  );
  return (
    <Notice tone="info" title="Запись объединена с другой" actions={actions}>
      Теперь это одна запись: {mergedInto.name}.
      {parting ? <PartDialog applicant={applicant} onShow={onShow} onClose={() => setParting(false)} /> : null}
    </Notice>
  );
}

function PartDialog({ applicant, onShow, onClose }: Omit<MergedNoticeProps, 'onOpen'> & { onClose: () => void }) {
  const { id, version, name } = applicant;
  const command = useRegistryCommand((parted) => {
    announce('Объединение отменено');
    onShow(parted);
    onClose();
  });
  return (
    <Modal
      open
      title="Отменить объединение"
      onCancel={onClose}
      mask={{ closable: false }}
      cancelText="Отменить"
      okText="Разделить записи"
      okButtonProps={{ loading: command.busy }}
      onOk={() => void command.send(`/api/applicants/${id}/unmerge`, { version })}
    >
      <DialogBody>
        {command.failure ? <Notice tone="error">{command.failure.message}</Notice> : null}
        <p>
          Запись «{name}» снова будет стоять отдельно, её заявки вернутся к ней. Изменённое после объединения не
          пропадёт.
        </p>
        <ReasonField
          value={command.reason}
          wrong={command.wrong}
          failure={command.failure}
          onChange={command.setReason}
        />
      </DialogBody>
    </Modal>
  );
}
