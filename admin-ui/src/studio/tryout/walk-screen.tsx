import type { ServiceDefinition, ServiceTrial, TrialStep } from '@reglament/format';
import { announce, Loading, Notice } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { BeginningCard } from './beginning-card.tsx';
import { SaveCard } from './save-card.tsx';
import { StepList } from './step-list.tsx';
import { type Trial, withoutLastStep, withStep } from './trial-edit.ts';
import { type DraftPlace, useDraftSources, useWalk } from './tryout-queries.ts';
import { WalkActions } from './walk-actions.tsx';
import { WalkDuty } from './walk-duty.tsx';
import { WalkPresent } from './walk-present.tsx';
import { WalkRequests } from './walk-requests.tsx';

interface WalkScreenProps {
  service: ServiceDefinition;
  place: DraftPlace;
  first: Trial;
  isNew: boolean;
  /** What of an application this walk does not repeat. */
  left: readonly string[];
  onSave: (made: ServiceTrial) => void;
  onClose: () => void;
}

/** A made-up application on its way through the draft: whoever walks takes roles, answers for providers, moves the clock. */
export function WalkScreen({ service, place, first, isNew, left, onSave, onClose }: WalkScreenProps) {
  const [trial, setTrial] = useState(first);
  const [as, setAs] = useState<string>();
  const { data, error, isFetching } = useWalk(place, trial, { as, stamp: service });
  const dictionaries = useDraftSources(place, service.form);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    const last = data?.steps.at(-1);
    if (last !== undefined) announce(last.refused === null ? last.stateTitle : `Не выполнено: ${last.refused}`);
  }, [data]);
  const step = (next: TrialStep) => setTrial(withStep(trial, next));
  const back = () => setTrial(withoutLastStep(trial));
  const shared = data && { service, trial, walk: data, as: data.as, dictionaries, onTrial: setTrial };
  return (
    <>
      <div className="rs-toolbar">
        <Button onClick={onClose}>К списку тестов</Button>
        <h2 ref={heading} tabIndex={-1} className="rst-title">
          {isNew ? first.title || 'Новый путь' : first.title}
        </h2>
        {isFetching ? <span className="rg-muted">Считаем…</span> : null}
      </div>
      {left.length > 0 ? <Notice tone="info">Из заявки не взяты: {left.join('; ')}.</Notice> : null}
      {error ? (
        <Notice
          tone="error"
          actions={trial.steps.length > 0 ? <Button onClick={back}>Убрать последний шаг</Button> : null}
        >
          {error.message}
        </Notice>
      ) : null}
      {shared === undefined && error === null ? <Loading /> : null}
      {shared === undefined ? null : (
        <div className="rst-walk">
          <div>
            <WalkPresent {...shared} onAs={setAs} />
            <WalkActions {...shared} onStep={step} onAs={setAs} />
            <WalkDuty {...shared} onStep={step} />
            <WalkRequests {...shared} onStep={step} />
          </div>
          <div>
            <BeginningCard {...shared} place={place} />
            <StepList {...shared} onBack={back} />
            <SaveCard {...shared} title={first.title} onSave={onSave} />
          </div>
        </div>
      )}
    </>
  );
}
