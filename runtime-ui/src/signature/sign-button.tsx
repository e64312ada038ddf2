import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { FileView } from '../api.ts';
import { here } from '../place.ts';
import { keyOf, useKey } from '../ui/keys.ts';
import { type BrowserCertificate, signDetached } from './cades.ts';
import { CertificateDialog } from './certificate-dialog.tsx';

interface SignButtonProps {
  file: Pick<FileView, 'id' | 'name'>;
  /** The paper waits for this very signature: it is the next step of the case. */
  main?: boolean;
  /** A detached signature that has just been made. */
  onSigned: (signature: File) => void;
}

/** Signs a file with the person's own key: the content comes here, the signature goes back, the key stays where it is. */
export function SignButton({ file, main = false, onSigned }: SignButtonProps) {
  const [open, setOpen] = useState(false);
  const sign = async (certificate: BrowserCertificate) => {
    const answer = await fetch(here(`/api/files/${file.id}/content`));
    if (!answer.ok)
      throw new Error(`Файл «${file.name}» не получен (${answer.status}). Обновите страницу и повторите.`);
    const signature = await signDetached(certificate, new Uint8Array(await answer.arrayBuffer()));
    onSigned(new File([signature.slice()], `${file.name}.sig`));
  };
  useKey('main', 'Подписать', main && !open ? () => setOpen(true) : undefined);
  return (
    <>
      <Button
        size="small"
        type={main ? 'primary' : 'default'}
        {...(main ? keyOf('main') : {})}
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
