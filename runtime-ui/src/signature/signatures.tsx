import { DeleteOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { isSignatureFile } from '@reglament/core/rules';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { FileView, SignatureView } from '../api.ts';
import { attorneyText, sealText } from '../attorney/attorney-words.ts';
import { request } from '../client.ts';
import { PendingRows, UploadButton, useUploads } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { Tag } from '../ui/status-tag.tsx';
import { SignButton } from './sign-button.tsx';
import { type Pairing, SignatureFile } from './signature-file.tsx';
import { checkedText, detailsText, signersText, verdictOf } from './signature-words.ts';

interface SignaturesProps {
  file: Pick<FileView, 'id' | 'name' | 'mediaType' | 'signatures'>;
  /** Whether the person is offered to add and to remove; the server decides again. */
  addable: boolean;
  removable: boolean;
  /** Where a signature that was brought as a file of its own may be hung on its file. */
  pairing?: Pairing | undefined;
  onChanged: () => void;
}

interface SignatureRowProps {
  fileId: string;
  signature: SignatureView;
  onChecked: () => void;
  onRemove: (() => void) | undefined;
}

/** Asks the server to look once more; the verdict it gives stands in the row. */
function CheckButton({ fileId, signature, onChecked }: Omit<SignatureRowProps, 'onRemove'>) {
  const { message } = App.useApp();
  const [isChecking, setChecking] = useState(false);
  const check = async () => {
    setChecking(true);
    try {
      const path = `/api/files/${fileId}/signatures/${signature.id}/check`;
      const checked = await request<SignatureView>(path, { method: 'POST' });
      const { title } = verdictOf(checked);
      message.open({ type: checked.verdict?.valid ? 'success' : 'warning', content: `Итог проверки: ${title}` });
      onChecked();
    } catch (failure) {
      message.error((failure as Error).message);
    } finally {
      setChecking(false);
    }
  };
  return (
    <Button size="small" loading={isChecking} aria-label={`Проверить подпись «${signature.name}»`} onClick={check}>
      Проверить подпись
    </Button>
  );
}

export function SignatureRow({ fileId, signature, onChecked, onRemove }: SignatureRowProps) {
  const { organisation } = useMe();
  const { tone, title } = verdictOf(signature);
  const { verdict } = signature;
  return (
    <li className="rg-signature">
      <SafetyCertificateOutlined aria-hidden="true" />
      <div className="rg-signature-words">
        <div>
          {signersText(signature)} <Tag tone={tone}>{title}</Tag>
        </div>
        {verdict === null ? null : <div className="rg-hint">{verdict.text}</div>}
        <div className="rg-hint">
          {[detailsText(signature, organisation.timeZone), checkedText(signature, organisation.timeZone)]
            .filter((part) => part !== '')
            .join(', ')}
        </div>
        <Attorney fileId={fileId} signature={signature} />
        <a href={`/api/files/${fileId}/signatures/${signature.id}/content`} target="_blank" rel="noreferrer">
          {signature.name}
        </a>
      </div>
      <CheckButton fileId={fileId} signature={signature} onChecked={onChecked} />
      {onRemove ? (
        <Button
          size="small"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={`Удалить подпись «${signature.name}»`}
          onClick={onRemove}
        />
      ) : null}
    </li>
  );
}

/** By which power of attorney, and what was wrong with it then. */
function Attorney({ fileId, signature: { id, attorney } }: Pick<SignatureRowProps, 'fileId' | 'signature'>) {
  if (attorney === null) return null;
  return (
    <div>
      <a href={`/api/files/${fileId}/signatures/${id}/attorney`} target="_blank" rel="noreferrer">
        {attorneyText(attorney)}
      </a>
      {attorney.seal === null ? null : (
        <div className="rg-hint">
          <a href={`/api/files/${fileId}/signatures/${id}/attorney?part=seal`} target="_blank" rel="noreferrer">
            Подпись доверителя
          </a>{' '}
          {sealText(attorney.seal)}
        </div>
      )}
      {attorney.problems.map((problem) => (
        <div key={problem}>
          <Tag tone="warning">{problem}</Tag>
        </div>
      ))}
    </div>
  );
}

/** What there is of signatures at a file: those that hang on it, or what it holds, when it is a signature itself. */
export function Signatures(props: SignaturesProps) {
  const { file, pairing, onChanged } = props;
  if (!isSignatureFile(file) || file.signatures.length > 0) return <Hung {...props} />;
  return (
    <div className="rg-signatures">
      <SignatureFile file={file} pairing={pairing} onMoved={onChanged} />
    </div>
  );
}

/** Detached signatures of a file, each with who signed by its own words and the verdict; «Подписать» makes one here, «Приложить подпись» brings one. */
function Hung({ file, addable, removable, onChanged }: SignaturesProps) {
  const remove = useRemoval(file, onChanged);
  if (!addable && file.signatures.length === 0) return null;
  return (
    <div className="rg-signatures">
      <ul className="rg-file-list" aria-label={`Подписи файла «${file.name}»`}>
        {file.signatures.map((signature) => (
          <SignatureRow
            key={signature.id}
            fileId={file.id}
            signature={signature}
            onChecked={onChanged}
            onRemove={removable ? () => remove(signature) : undefined}
          />
        ))}
      </ul>
      {addable ? <SignatureWays file={file} onChanged={onChanged} /> : null}
    </div>
  );
}

interface WaysProps {
  file: Pick<FileView, 'id' | 'name'>;
  main?: boolean;
  onChanged: () => void;
}

/** Makes a signature here or brings one, and what is on its way. */
export function SignatureWays({ file, main = false, onChanged }: WaysProps) {
  const uploads = useUploads({
    target: async () => ({ signedFileId: file.id }),
    onStored: onChanged,
  });
  const made = useUploads({
    target: async () => ({ signedFileId: file.id, own: '1' as const }),
    onStored: onChanged,
  });
  return (
    <>
      <ul className="rg-file-list">
        <PendingRows uploads={uploads} />
        <PendingRows uploads={made} />
      </ul>
      <div className="rg-signature-ways">
        <SignButton file={file} main={main} onSigned={(signature) => made.start([signature])} />
        <UploadButton
          label={file.name}
          text="Приложить подпись"
          accept=".sig,.sgn,.p7s,.pem"
          many
          small
          onFiles={uploads.start}
        />
      </div>
    </>
  );
}

/** Asks first: what is taken away cannot be put back by anybody else. */
export function useRemoval(file: Pick<FileView, 'id'>, onChanged: () => void): (signature: SignatureView) => void {
  const { modal, message } = App.useApp();
  return (signature) =>
    modal.confirm({
      title: `Удалить подпись «${signature.name}»?`,
      okText: 'Удалить',
      cancelText: 'Отменить',
      okButtonProps: { danger: true },
      onOk: async () => {
        const path = `/api/files/${file.id}/signatures/${signature.id}`;
        await request(path, { method: 'DELETE' }).catch((failure: Error) => message.error(failure.message));
        onChanged();
      },
    });
}
