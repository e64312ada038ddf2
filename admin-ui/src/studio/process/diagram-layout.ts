import { Graph, layout } from '@dagrejs/dagre';
import type { WorkflowDefinition } from '@reglament/format';
import { russian } from '../words.ts';
import { targetsOf } from './workflow-commands.ts';

/** A state as a box. */
export interface DiagramBox {
  readonly code: string;
  readonly title: string;
  readonly x: number;
  readonly y: number;
}

/** All actions that lead from one state to another, as one arrow. */
export interface DiagramArrow {
  readonly from: string;
  readonly to: string;
  readonly actions: readonly string[];
  readonly titles: readonly string[];
  /** Of the line, from box to box. */
  readonly points: readonly Point[];
  /** Middle of the label. */
  readonly x: number;
  readonly y: number;
}

export interface Diagram {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly DiagramBox[];
  readonly arrows: readonly DiagramArrow[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export const BOX = { width: 190, height: 62 } as const;
/** A line is as high as what is pressed has to be. */
export const LABEL = { width: 196, line: 24 } as const;

/** Boxes from the top down in the order in which a case goes through them. The same workflow gives the same picture. */
export function diagramOf(workflow: WorkflowDefinition): Diagram {
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'TB', nodesep: 36, edgesep: 18, ranksep: 34, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { code } of workflow.states) graph.setNode(code, { ...BOX });
  const arrows = arrowsOf(workflow);
  for (const { from, to, titles } of arrows) {
    const height = titles.length * LABEL.line + 4;
    graph.setEdge(from, to, { width: LABEL.width, height, labelpos: 'c' });
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    boxes: workflow.states.map(({ code, title }) => {
      const { x, y } = graph.node(code) as Point;
      return { code, title: russian(title), x, y };
    }),
    arrows: arrows.map((arrow) => {
      const { x, y, points } = graph.edge(arrow.from, arrow.to) as Point & { points: readonly Point[] };
      return { ...arrow, x, y, points };
    }),
  };
}

type Arrow = Pick<DiagramArrow, 'from' | 'to' | 'actions' | 'titles'>;

function arrowsOf({ states, actions }: WorkflowDefinition): Arrow[] {
  const known = new Set(states.map(({ code }) => code));
  const found = new Map<string, { from: string; to: string; actions: string[]; titles: string[] }>();
  for (const action of actions) {
    for (const from of action.from) {
      for (const to of new Set(targetsOf(action))) {
        // A state that is not there is said by the check; an arrow to nowhere cannot be drawn.
        if (!known.has(from) || !known.has(to) || from === to) continue;
        const key = `${from} ${to}`;
        const arrow = found.get(key) ?? { from, to, actions: [], titles: [] };
        arrow.actions.push(action.code);
        arrow.titles.push(russian(action.title));
        found.set(key, arrow);
      }
    }
  }
  return [...found.values()];
}
