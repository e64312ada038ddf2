import { type OwnerFault, ownerFault, type Signatory } from '@reglament/core/rules';
import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useMe } from '../session/me.ts';
import { instantDateText } from '../ui/format.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Tag } from '../ui/status-tag.tsx';
import { type BrowserCertificate, listCertificates } from './cades.ts';

interface CertificateDialogProps {
  /** What is signed. */
  title: string;
  /** Signs; what it throws is shown, and another certificate may be tried. */
  onChoose: (certificate: BrowserCertificate) => Promise<void>;
  onClose: () => void;
}

/** Why a certificate is of no use now; undefined: it may sign. */
function faultOf(certificate: BrowserCertificate, me: Signatory, now: Date): string | undefined {
  if (certificate.validTo < now) return 'Срок истёк';
  if (certificate.validFrom > now) return 'Ещё не действует';
  const fault = ownerFault(certificate, me);
  return fault && ownerWords[fault];
}

/** On a tag; the server says the same at length. */
const ownerWords = {
  foreignSnils: 'На другое лицо',
  foreignName: 'На другое лицо',
  noSnils: 'Без СНИЛС сотрудника',
  noOwnSnils: 'У вас не указан СНИЛС',
  noPerson: 'Без имени сотрудника',
} as const satisfies Record<OwnerFault, string>;

interface RowProps {
  certificate: BrowserCertificate;
  busy: string | null;
  onChoose: () => void;
}

function CertificateRow({ certificate, busy, onChoose }: RowProps) {
  const { organisation, user } = useMe();
  const { owner, issuer, thumbprint, validFrom, validTo, training } = certificate;
  const fault = faultOf(certificate, { ...user, strict: organisation.strictSigner }, new Date());
  const days = `${instantDateText(validFrom.toISOString(), organisation.timeZone)}–${instantDateText(validTo.toISOString(), organisation.timeZone)}`;
  return (
    <li className="rg-candidate">
      <div className="rg-candidate-name">
        <strong>{owner}</strong>
        {training ? <Tag tone="warning">Учебный сертификат</Tag> : null}
        {fault === undefined ? null : <Tag tone="warning">{fault}</Tag>}
        <span className="rg-muted">
          {issuer}; действует {days}
        </span>
      </div>
      <Button
        type={fault === undefined ? 'primary' : 'default'}
        disabled={fault !== undefined || (busy !== null && busy !== thumbprint)}
        loading={busy === thumbprint}
        aria-label={`Подписать сертификатом: ${owner}, действует ${days}`}
        onClick={onChoose}
      >
        Подписать
      </Button>
    </li>
  );
}

/** The certificates of the person at this machine; the key itself never leaves it. */
export function CertificateDialog({ title, onChoose, onClose }: CertificateDialogProps) {
  const certificates = useQuery({ queryKey: ['certificates'], queryFn: listCertificates, retry: false, gcTime: 0 });
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (certificate: BrowserCertificate) => {
    setBusy(certificate.thumbprint);
    setProblem(null);
    try {
      await onChoose(certificate);
      onClose();
    } catch (failure) {
      setProblem((failure as Error).message);
    } finally {
      setBusy(null);
    }
  };
  return (
    <Modal open title={title} onCancel={onClose} width={720} footer={<Button onClick={onClose}>Отмена</Button>}>
      {problem === null ? null : (
        <Notice tone="error" title="Не подписано">
          {problem}
        </Notice>
      )}
      {certificates.isPending ? <Loading /> : null}
      {certificates.error ? (
        <Notice tone="warning" title="Подписать здесь нельзя">
          {certificates.error.message}
        </Notice>
      ) : null}
      {certificates.data?.length === 0 ? (
        <Empty title="Сертификатов нет">
          Личных сертификатов ГОСТ Р 34.10-2012 с ключом на этом компьютере нет. Подключите ключевой носитель и
          установите сертификат в КриптоПро CSP («Личные»).
        </Empty>
      ) : null}
      {certificates.data?.some(({ training }) => training) ? (
        <Notice tone="info" title="Это демонстрация">
          Своего средства подписи браузер не нашёл, поэтому подпись будет учебной: она показывает, как всё происходит, и
          юридической силы не имеет.
        </Notice>
      ) : null}
      <ul className="rg-candidates">
        {certificates.data?.map((certificate) => (
          <CertificateRow
            key={certificate.thumbprint}
            certificate={certificate}
            busy={busy}
            onChoose={() => void choose(certificate)}
          />
        ))}
      </ul>
    </Modal>
  );
}
