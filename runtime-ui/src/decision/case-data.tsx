import { type ToggleEvent, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { Link } from 'react-router';
import type { ApplicationCard, ServiceView } from '../api.ts';
import { DataReader } from '../application/data-reader.tsx';
import { formSources } from '../application/form-sources.ts';
import { useFormFacts } from '../application/use-form-facts.ts';
import { useMe } from '../session/me.ts';

interface CaseDataProps {
  card: ApplicationCard;
  service: ServiceView;
}

/** What is decided about, without leaving the decision: drawn when one asks for it. */
export function CaseData(props: CaseDataProps) {
  const [open, setOpen] = useState(false);
  const toggled = ({ currentTarget: place }: ToggleEvent<HTMLDetailsElement>) => {
    flushSync(() => setOpen(place.open));
    if (place.open) place.scrollIntoView({ block: 'start' });
  };
  return (
    <details className="rg-case-data" onToggle={toggled}>
      <summary>Данные заявки</summary>
      {open ? <Read {...props} /> : null}
    </details>
  );
}

function Read({ card, service }: CaseDataProps) {
  const me = useMe();
  const facts = useFormFacts(service, card, card.source);
  const sources = useMemo(() => formSources({ me, service, card, purpose: 'attachment' }), [me, service, card]);
  return (
    <>
      <p>
        <Link to={`/applications/${card.id}?tab=documents`} target="_blank">
          Документы, запросы и остальное – в новой вкладке
        </Link>
      </p>
      <DataReader card={card} service={service} facts={facts} sources={sources} />
    </>
  );
}
