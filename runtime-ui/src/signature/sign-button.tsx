import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { FileView } from '../api.ts';
import { here } from '../place.ts';
import { type BrowserCertificate, signDetached } from './cades.ts';
import { CertificateDialog } from './certificate-dialog.tsx';

interface SignButtonProps {
  file: Pick<FileView, 'id' | 'name'>;
  /** A detached signature that has just been made. */
  onSigned: (signature: File) => void;
}

/** Signs a file with the person's own key: the content comes here, the signature goes back, the key stays where it is. */
export function SignButton({ file, onSigned }: SignButtonProps) {
  const [open, setOpen] = useState(false);
  const sign = async (certificate: BrowserCertificate) => {
    const answer = await fetch(here(`/api/files/${file.id}/content`));
    if (!answer.ok)
      throw new Error(`Файл «${file.name}» не получен (${answer.status}). Обновите страницу и повторите.`);
    const signature = await signDetached(certificate, new Uint8Array(await answer.arrayBuffer()));
    onSigned(new File([signature.slice()], `${file.name}.sig`));
  };
  return (
    <>
      <Button
        size="small"
        icon={<SafetyCertificateOutlined aria-hidden="true" />}
        aria-label={`Подписать: ${file.name}`}
        onClick={() => setOpen(true)}
      >
        Подписать
      </Button>
      {open ? (
        <CertificateDialog title={`Подписать файл «${file.name}»`} onChoose={sign} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
