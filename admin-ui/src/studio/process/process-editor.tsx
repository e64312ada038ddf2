import { Loading } from '@reglament/runtime-ui/ui';
import { Segmented } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { ActionProperties } from './action-properties.tsx';
import type { ProcessProps } from './process-props.ts';
import { ProcessTable } from './process-table.tsx';
import { StateProperties } from './state-properties.tsx';

// The layout of the diagram is asked for by those who look at it only.
const Diagram = lazy(async () => ({ default: (await import('./process-diagram.tsx')).ProcessDiagram }));

/** «Процесс»: the table or the diagram of the same data, and what can be said of the chosen state or action. */
export function ProcessEditor(props: ProcessProps) {
  const [view, setView] = useState<'table' | 'diagram'>('table');
  return (
    <div className="rp-process">
      <div className="rp-middle">
        <div className="rs-toolbar">
          <Segmented
            value={view}
            options={[
              { value: 'table', label: 'Таблица' },
              { value: 'diagram', label: 'Схема' },
            ]}
            onChange={(next) => setView(next as typeof view)}
          />
        </div>
        {view === 'table' ? (
          <ProcessTable {...props} />
        ) : (
          <Suspense fallback={<Loading />}>
            <Diagram {...props} />
          </Suspense>
        )}
      </div>
      <Side {...props} />
    </div>
  );
}

/** A thing that has just been made is named at once: the focus goes to its title. */
function Side(props: ProcessProps) {
  const { workflow, chosen } = props;
  const place = useRef<HTMLElement>(null);
  const counted = workflow.states.length + workflow.actions.length;
  const before = useRef(counted);
  useEffect(() => {
    if (counted > before.current) place.current?.querySelector<HTMLElement>('#rp-title')?.focus();
    before.current = counted;
  }, [counted]);
  const state = chosen?.kind === 'state' ? workflow.states.find(({ code }) => code === chosen.code) : undefined;
  const action = chosen?.kind === 'action' ? workflow.actions.find(({ code }) => code === chosen.code) : undefined;
  return (
    <section className="rs-side" aria-label="Свойства" ref={place}>
      {state ? <StateProperties key={`state ${state.code}`} {...props} state={state} /> : null}
      {action ? <ActionProperties key={`action ${action.code}`} {...props} action={action} /> : null}
      {state || action ? null : (
        <p className="rg-muted">Выберите состояние или действие, чтобы править его свойства.</p>
      )}
    </section>
  );
}
