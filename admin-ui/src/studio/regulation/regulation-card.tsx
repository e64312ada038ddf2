import { Card } from '@reglament/runtime-ui/ui';
import { RegulationLinks } from './regulation-links.tsx';
import './style.css';

interface RegulationCardProps {
  id: string;
  /** The version that the draft was begun from; null: a new service. */
  baseVersion: number | null;
  flush: () => Promise<unknown>;
}

/** «Текстом»: what a lawyer reads instead of the tabs. */
export function RegulationCard({ id, baseVersion, flush }: RegulationCardProps) {
  const path = `/api/admin/drafts/${id}/regulation`;
  return (
    <Card title="Текстом">
      <p className="rg-muted">
        Вся услуга связным текстом для юриста: документы, сведения, порядок, решения, отметки «проверить».
      </p>
      <p className="rsg-line">
        <span>Черновик целиком</span>
        <RegulationLinks what="черновик целиком" {...{ path, flush }} />
      </p>
      {baseVersion === null ? null : (
        <p className="rsg-line">
          <span>Отличия от версии {baseVersion}</span>
          <RegulationLinks what={`отличия от версии ${baseVersion}`} since={baseVersion} {...{ path, flush }} />
        </p>
      )}
    </Card>
  );
}
