import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useMe } from '../session/me.ts';
import { instantDateText } from '../ui/format.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Tag } from '../ui/status-tag.tsx';
import type { BrowserCertificate } from './cades.ts';
import { faultOf } from './certificate-fault.ts';
import { type FoundCertificates, useCertificates } from './use-certificates.ts';

interface CertificateDialogProps {
  /** What is signed. */
  title: string;
  /** On the button of each certificate. */
  verb?: string;
  /** Signs; what it throws is shown, and another certificate may be tried. */
  onChoose: (certificate: BrowserCertificate) => Promise<void>;
  onClose: () => void;
}

interface RowProps {
  certificate: BrowserCertificate;
  fault: string | undefined;
  busy: string | null;
  verb: string;
  onChoose: () => void;
}

function CertificateRow({ certificate, fault, busy, verb, onChoose }: RowProps) {
  const { organisation } = useMe();
  const { owner, issuer, thumbprint, validFrom, validTo, training } = certificate;
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
        aria-label={`${verb} сертификатом: ${owner}, действует ${days}`}
        onClick={onChoose}
      >
        {verb}
      </Button>
    </li>
  );
}

/** The certificates of the person at this machine; the key itself never leaves it. */
export function CertificateDialog({ title, verb = 'Подписать', onChoose, onClose }: CertificateDialogProps) {
  const found = useCertificates();
  const { organisation, user } = useMe();
  const me = { ...user, strict: organisation.strictSigner };
  const now = new Date();
  const judged = found.certificates.map((one) => ({ certificate: one, fault: faultOf(one, me, now) }));
  // A token keeps the former ones for years: what may sign comes first.
  const rows = judged.toSorted((one, other) => Number(one.fault !== undefined) - Number(other.fault !== undefined));
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
      {found.looking && !found.training ? <Loading /> : null}
      {found.error && !found.training ? (
        <Notice tone="warning" title="Подписать здесь нельзя">
          {found.error.message}
        </Notice>
      ) : null}
      {found.none ? (
        <Empty title="Сертификатов нет">
          Личных сертификатов ГОСТ Р 34.10-2012 с ключом на этом компьютере нет. Подключите ключевой носитель и
          установите сертификат в КриптоПро CSP («Личные»).
        </Empty>
      ) : null}
      {found.training ? (
        <Notice tone="info" title="Это демонстрация">
          Учебная подпись показывает, как всё происходит, и юридической силы не имеет. {ownWords(found)}
        </Notice>
      ) : null}
      <ul className="rg-candidates">
        {rows.map(({ certificate, fault }) => (
          <CertificateRow
            key={certificate.thumbprint}
            certificate={certificate}
            fault={fault}
            busy={busy}
            verb={verb}
            onChoose={() => void choose(certificate)}
          />
        ))}
      </ul>
    </Modal>
  );
}

/** Of the person's own means, beside the training certificate. */
function ownWords({ looking, error, certificates }: FoundCertificates): string {
  if (looking) return 'Своё средство подписи браузер ещё ищет: его сертификаты появятся ниже.';
  if (error) return 'Своего средства подписи браузер не нашёл.';
  return certificates.every(({ training }) => training) ? 'Своих сертификатов на этом компьютере нет.' : '';
}
