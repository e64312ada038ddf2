import { canonicalText } from '../../core/src/definition/canonical.ts';
import { publish } from '../../core/src/definition/commands.ts';
import type { TestServer } from './server.ts';

type Definition = Record<string, unknown>;

/** The shipped service under a code of its own, with another term and workflow. */
export async function publishService(server: TestServer, changes: Definition & { code: string }): Promise<void> {
  // Its own test cases and its words for the portal speak of the term and the workflow that it has.
  const {
    tests: _tests,
    portal: _portal,
    ...content
  } = server.deps.definitions.latest('service', 'landPlotPlan').content;
  await publishText(server, 'service', { ...content, ...changes });
  const { code } = changes;
  await server.database.execute(
    'update organisation set services = array_append(services, $1) where services is not null',
    [code],
  );
}

/** «Доверие» under a code of its own, with a state in which the clock stands, and what `changes` makes of it. */
export async function publishWorkflow(
  server: TestServer,
  code: string,
  changes: (workflow: Definition & { actions: Definition[]; states: Definition[] }) => Definition = (one) => one,
): Promise<void> {
  const content = structuredClone(server.deps.definitions.latest('workflow', 'doverie').content);
  const workflow = { ...content, code } as unknown as Parameters<typeof changes>[0];
  workflow.states.push({ code: 'rework', title: 'На доработке', phase: 'waitingApplicant', clock: 'pauses' });
  const byExecutor = { functions: ['executor'], relation: 'executor', effects: [] };
  workflow.actions.push(
    { code: 'sendBack', title: 'На доработку', from: ['deciding'], to: 'rework', comment: 'optional', ...byExecutor },
    { code: 'takeBack', title: 'Исправления внесены', from: ['rework'], to: 'deciding', ...byExecutor },
    {
      ...{ code: 'recompute', title: 'Пересчитать срок', from: ['deciding'], stay: true },
      ...{ ...byExecutor, effects: [{ effect: 'recompute' }] },
    },
  );
  await publishText(server, 'workflow', changes(workflow));
}

export async function publishText(
  server: TestServer,
  kind: 'service' | 'workflow' | 'calendar' | 'requestType',
  content: Definition,
): Promise<void> {
  const code = String(content.code);
  await publish(server.deps, { kind, code, text: canonicalText(content), author: null, comment: null });
}
