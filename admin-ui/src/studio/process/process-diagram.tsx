import type { WorkflowDefinition } from '@reglament/format';
import { Button } from 'antd';
import { type CSSProperties, type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { phaseWords } from '../phases.ts';
import { BOX, type DiagramArrow, type DiagramBox, diagramOf, LABEL } from './diagram-layout.ts';
import type { Chosen, ProcessProps } from './process-props.ts';

/** Per cent. */
const [SMALLEST, READABLE, LARGEST, STEP] = [40, 60, 160, 20];

interface ProcessDiagramProps extends Partial<Pick<ProcessProps, 'chosen' | 'onChoose'>> {
  workflow: WorkflowDefinition;
}

/** «Схема»: the same data as the table, to look at; what is chosen here is edited at the side. */
export function ProcessDiagram({ workflow, chosen, onChoose }: ProcessDiagramProps) {
  const { width, height, boxes, arrows } = useMemo(() => diagramOf(workflow), [workflow]);
  const place = useRef<HTMLElement>(null);
  const { percent, setPercent, fit } = usePercent(place, width);
  const within = useMemo(() => stayingIn(workflow), [workflow]);
  const scale = percent / 100;
  const shared = { chosen, onChoose };
  return (
    <>
      <div className="rs-toolbar">
        <Button
          size="small"
          disabled={percent <= SMALLEST}
          onClick={() => setPercent(Math.max(SMALLEST, percent - STEP))}
        >
          Мельче
        </Button>
        <Button
          size="small"
          disabled={percent >= LARGEST}
          onClick={() => setPercent(Math.min(LARGEST, percent + STEP))}
        >
          Крупнее
        </Button>
        <Button size="small" onClick={fit}>
          Вписать по ширине
        </Button>
        <span className="rg-muted">{percent} %</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section ref={place} className="rp-scroll rp-canvas" aria-label="Схема процесса" tabIndex={0}>
        <div className="rp-frame" style={{ width: width * scale, height: height * scale }}>
          <div className="rp-sheet" style={{ width, height, transform: `scale(${scale})` }}>
            <Lines width={width} height={height} arrows={arrows} />
            {arrows.map((arrow) => (
              <Labels key={`${arrow.from} ${arrow.to}`} {...shared} arrow={arrow} />
            ))}
            {boxes.map((box) => (
              <Box key={box.code} {...shared} box={box} workflow={workflow} within={within.get(box.code) ?? 0} />
            ))}
          </div>
        </div>
      </section>
    </>
  );
}

/** Whole where that can still be read: it opens as wide as its place, and never larger than drawn. */
function usePercent(place: RefObject<HTMLElement | null>, width: number) {
  const [percent, setPercent] = useState(100);
  const fit = () => {
    const { current } = place;
    if (current === null || width === 0) return;
    const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(current);
    const room = current.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd);
    setPercent(Math.min(100, Math.max(READABLE, Math.floor((room / width) * 100))));
  };
  // What is changed afterwards is looked at in the size that was chosen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, at the opening
  useLayoutEffect(fit, []);
  return { percent, setPercent, fit };
}

interface LinesProps {
  width: number;
  height: number;
  arrows: readonly DiagramArrow[];
}

function Lines({ width, height, arrows }: LinesProps) {
  return (
    <svg width={width} height={height} aria-hidden="true">
      <defs>
        <marker id="rp-tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M 0 0 L 10 5 L 0 10 z" className="rp-tip" />
        </marker>
      </defs>
      {arrows.map(({ from, to, points }) => (
        <path key={`${from} ${to}`} className="rp-line" d={smooth(points)} markerEnd="url(#rp-tip)" />
      ))}
    </svg>
  );
}

/** Through the middles of the segments, so that corners are round. */
function smooth(points: DiagramArrow['points']): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const last = rest.at(-1) ?? first;
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    const end = index === rest.length - 2 ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q ${point.x} ${point.y} ${end.x} ${end.y}`;
  });
  return `M ${first.x} ${first.y} ${bends.length > 0 ? bends.join(' ') : `L ${last.x} ${last.y}`}`;
}

interface Choosing {
  chosen: ProcessProps['chosen'];
  onChoose: ProcessProps['onChoose'] | undefined;
}

/** Every action of an arrow under the other; what does not fit its line is cut and told in the tooltip. */
function Labels({ arrow, ...choosing }: Choosing & { arrow: DiagramArrow }) {
  const top = arrow.y - (arrow.titles.length * LABEL.line) / 2;
  return arrow.titles.map((title, index) => (
    <Thing
      key={arrow.actions[index] ?? title}
      {...choosing}
      own={{ kind: 'action', code: arrow.actions[index] ?? '' }}
      look="rp-label"
      title={title}
      style={{
        ...{ left: arrow.x - LABEL.width / 2, top: top + index * LABEL.line },
        ...{ width: LABEL.width, height: LABEL.line },
      }}
    >
      {title}
    </Thing>
  ));
}

interface BoxProps extends Choosing {
  box: DiagramBox;
  workflow: WorkflowDefinition;
  /** Actions that leave the case in this state. */
  within: number;
}

function Box({ box, workflow, within, ...choosing }: BoxProps) {
  const state = workflow.states.find(({ code }) => code === box.code);
  const kind = state?.final ? ' rp-end' : workflow.initial === box.code ? ' rp-start' : '';
  return (
    <Thing
      {...choosing}
      own={{ kind: 'state', code: box.code }}
      look={`rp-box${kind}`}
      title={box.title}
      style={{ left: box.x - BOX.width / 2, top: box.y - BOX.height / 2, ...BOX }}
    >
      <strong>{box.title}</strong>
      <span className="rg-muted">
        {state === undefined ? '' : phaseWords[state.phase]}
        {within > 0 ? `, действий на месте: ${within}` : ''}
      </span>
    </Thing>
  );
}

interface ThingProps extends Choosing {
  own: Chosen;
  look: string;
  title: string;
  style: CSSProperties;
  children: ReactNode;
}

/** A button where something can be chosen, a mere picture where not. */
function Thing({ own, look, title, style, chosen, onChoose, children }: ThingProps) {
  if (onChoose === undefined) {
    return (
      <div className={look} title={title} style={style}>
        {children}
      </div>
    );
  }
  const isChosen = chosen?.kind === own.kind && chosen.code === own.code;
  return (
    <button
      type="button"
      className={isChosen ? `${look} rp-picked` : look}
      aria-pressed={isChosen}
      title={title}
      style={style}
      onClick={() => onChoose(own)}
    >
      {children}
    </button>
  );
}

function stayingIn({ actions }: WorkflowDefinition): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const action of actions) {
    if (!action.stay) continue;
    for (const state of action.from) found.set(state, (found.get(state) ?? 0) + 1);
  }
  return found;
}
