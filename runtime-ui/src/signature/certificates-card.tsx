import { Button } from 'antd';
import { useState } from 'react';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { instantDateText, plural } from '../ui/format.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Tag } from '../ui/status-tag.tsx';
import type { BrowserCertificate } from './cades.ts';
import { ownerFaultOf } from './certificate-fault.ts';
import { termOf } from './certificate-term.ts';
import { useCertificates } from './use-certificates.ts';

/** Those that this computer can sign with. Looked for when one asks: the plug-in asks back for a permission. */
export function CertificatesCard() {
  const [asked, setAsked] = useState(false);
  const { certificates, looking, training, error, none, again } = useCertificates(asked);
  const waiting = asked && looking && !training;
  const look = () => {
    if (asked) again();
    else setAsked(true);
  };
  return (
    <Card
      title="Сертификаты подписи"
      id="certificates"
      description="Какими сертификатами можно подписывать на этом компьютере и до какого дня."
      extra={
        <Button size="small" onClick={look} loading={waiting}>
          {asked ? 'Проверить ещё раз' : 'Показать'}
        </Button>
      }
    >
      {error && !training ? <Notice tone="warning">{error.message}</Notice> : null}
      {waiting && certificates.length === 0 ? <Loading label="Спрашиваем модуль подписи…" /> : null}
      {none ? (
        <Empty title="Сертификатов нет">
          Установите сертификат с закрытым ключом или подключите ключевой носитель и проверьте ещё раз.
        </Empty>
      ) : null}
      {certificates.length > 0 ? (
        <ul className="rg-certificates">
          {certificates.map((one) => (
            <Row key={one.thumbprint} certificate={one} />
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

function Row({ certificate }: { certificate: BrowserCertificate }) {
  const { organisation, user } = useMe();
  const { owner, issuer, validFrom, validTo, training } = certificate;
  const day = (at: Date) => instantDateText(at.toISOString(), organisation.timeZone);
  const term = termOf(certificate, new Date());
  const foreign = ownerFaultOf(certificate, { ...user, strict: organisation.strictSigner });
  return (
    <li>
      <strong>{owner}</strong> {term.kind === 'over' ? <Tag tone="error">Срок истёк</Tag> : null}
      {term.kind === 'ahead' ? <Tag tone="warning">Ещё не действует</Tag> : null}
      {term.kind === 'ending' ? (
        <Tag tone="warning">Истекает через {plural(term.days, ['день', 'дня', 'дней'])}</Tag>
      ) : null}
      {foreign === undefined ? null : <Tag tone="warning">{foreign}</Tag>}
      {training ? <Tag tone="info">Учебный</Tag> : null}
      <span className="rg-block rg-muted">
        Действует {day(validFrom)}–{day(validTo)}. Выдал: {issuer}
      </span>
    </li>
  );
}
