import { DownloadOutlined } from '@ant-design/icons';
import { signedFileOf } from '@reglament/core/rules';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { FileView, SignatureFileView } from '../api.ts';
import { request } from '../client.ts';
import { useMe } from '../session/me.ts';
import { sizeText } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Tag } from '../ui/status-tag.tsx';
import { attachAsSignature } from './attach-as-signature.ts';
import { detailsText, signersText, verdictOf } from './signature-words.ts';

type Named = Pick<FileView, 'id' | 'name' | 'mediaType'>;

/** Where a signature that lies by itself may be hung on its file instead. */
export interface Pairing {
  readonly application: string;
  readonly files: readonly Named[];
}

interface SignatureFileProps {
  file: Named;
  pairing: Pairing | undefined;
  onMoved: () => void;
}

/** A signature that was brought as a file of its own: what it holds, who signed, and which file it may belong to. */
export function SignatureFile({ file, pairing, onMoved }: SignatureFileProps) {
  const { message } = App.useApp();
  const [isChecking, setChecking] = useState(false);
  const [checked, setChecked] = useState<SignatureFileView>();
  const signed = pairing && signedFileOf(file.name, pairing.files);
  const check = async () => {
    setChecking(true);
    try {
      const found = await request<SignatureFileView>(`/api/files/${file.id}/check`, { method: 'POST' });
      setChecked(found);
      announce(`Итог проверки: ${verdictOf(found).title}`);
    } catch (failure) {
      message.error((failure as Error).message);
    } finally {
      setChecking(false);
    }
  };
  return (
    <>
      {checked ? <Outcome file={file} checked={checked} /> : null}
      {pairing && signed && !checked?.content ? (
        <Pair application={pairing.application} file={file} signed={signed} onMoved={onMoved} />
      ) : null}
      <div className="rg-signature-ways">
        <Button size="small" loading={isChecking} aria-label={`Проверить подпись «${file.name}»`} onClick={check}>
          Проверить подпись
        </Button>
      </div>
    </>
  );
}

/** What the signature is of, whether it holds, and of each who signed: whose certificate, by whom and till when. */
function Outcome({ file, checked }: { file: Named; checked: SignatureFileView }) {
  const { organisation } = useMe();
  const { tone, title } = verdictOf(checked);
  const { content, of, verdict } = checked;
  return (
    <div className="rg-signature-words">
      <div>
        {signersText(checked)} <Tag tone={tone}>{title}</Tag>
      </div>
      <div className="rg-hint">{verdict.text}</div>
      {checked.signers.map((signer, index) => (
        <div key={`${signer.serial}-${signer.name}`} className="rg-hint">
          {[detailsText({ signers: [signer] }, organisation.timeZone), issuerText(verdict.signers?.[index]?.issuer)]
            .filter((part) => part !== '')
            .join(', ')}
        </div>
      ))}
      {of ? <div className="rg-hint">Проверено по файлу «{of.name}».</div> : null}
      {content ? (
        <a href={`/api/files/${file.id}/signed-content`} target="_blank" rel="noreferrer">
          <DownloadOutlined aria-hidden="true" /> Извлечь содержимое: {content.name}, {sizeText(content.size)}
        </a>
      ) : null}
    </div>
  );
}

const issuerText = (issuer: string | null | undefined) => (issuer ? `выдал: ${issuer}` : '');

interface PairProps {
  application: string;
  file: Named;
  signed: Named;
  onMoved: () => void;
}

/** «Это подпись к …?»: at its file it is checked at once and stays with it. */
function Pair({ application, file, signed, onMoved }: PairProps) {
  const { message } = App.useApp();
  const [isMoving, setMoving] = useState(false);
  const move = async () => {
    setMoving(true);
    try {
      await attachAsSignature(application, file, signed);
      announce(`Подпись приложена к файлу «${signed.name}»`);
      onMoved();
    } catch (failure) {
      message.error((failure as Error).message);
      setMoving(false);
    }
  };
  return (
    <div className="rg-signature-pair">
      <span>Это подпись к файлу «{signed.name}»?</span>
      <Button size="small" loading={isMoving} aria-label={`Да, приложить к нему: ${file.name}`} onClick={move}>
        Да, приложить к нему
      </Button>
    </div>
  );
}
