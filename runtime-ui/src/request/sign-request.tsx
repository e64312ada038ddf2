import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { RequestView } from '../api.ts';
import { useHeldUpload } from '../form/index.ts';
import { CertificateDialog } from '../signature/certificate-dialog.tsx';
import { announce } from '../ui/live-region.tsx';
import type { RequestWork } from './use-request-work.ts';

interface SignRequestProps {
  view: RequestView;
  work: RequestWork;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** The official chooses a certificate, presses «Подписать вложение», and their key signs what goes inside the message. */
export function SignRequest({ view, work, open, onOpen }: SignRequestProps) {
  const again = view.status === 'signed';
  const held = useHeldUpload();
  return (
    <>
      <Button
        type={again ? 'default' : 'primary'}
        icon={<SafetyCertificateOutlined aria-hidden="true" />}
        disabled={held !== undefined}
        onClick={() => onOpen(true)}
      >
        {again ? 'Подписать заново' : 'Выбрать сертификат'}
      </Button>
      {open ? (
        <CertificateDialog
          title={`Подписать запрос № ${view.number}`}
          verb="Подписать вложение"
          onChoose={async (certificate) => {
            await work.sign(view, certificate);
            announce('Запрос подписан, его можно отправить');
          }}
          onClose={() => onOpen(false)}
        />
      ) : null}
    </>
  );
}
