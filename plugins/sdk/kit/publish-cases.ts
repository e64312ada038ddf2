import assert from 'node:assert/strict';
import type { Notice, NoticeKind } from '../src/index.ts';
import { deedCases } from './deed-cases.ts';
import { patience } from './expecting.ts';
import type { KitCase } from './kit-case.ts';
import { sampleNotice } from './sample-messages.ts';
import { doneBy, type Subject, withScene } from './scene.ts';

const kinds: readonly NoticeKind[] = ['status', 'result', 'rework', 'text'];
const externalId = 'kit-application';

/** Statuses, results and texts to the applicant's account. */
export function publishCases(subject: Subject): KitCase[] {
  const { reference } = subject.samples;
  return [
    ...kinds.map((kind) => ({
      code: 'publish.kind',
      title: `сообщение заявителю «${kind}» дошло`,
      run: () =>
        withScene(subject, async (scene) => {
          const { connection } = await scene.join();
          const notice = sampleNotice({ sequence: 1, kind, externalId, reference });
          await connection.publish?.(notice, patience());
          assert.deepEqual(doneBy(scene), [notice.id], 'Сообщение не дошло');
        }),
    })),
    {
      code: 'publish.order',
      title: 'сообщения доходят по порядку, повтор старого ничего не меняет',
      run: () => withScene(subject, async (scene) => inOrder(scene)),
    },
    ...deedCases(subject, {
      part: 'publish',
      title: 'сообщение заявителю',
      async prepare() {
        const notice = sampleNotice({ sequence: 1, kind: 'result', externalId, reference });
        return { id: notice.id, perform: async ({ connection }, signal) => connection.publish?.(notice, signal) };
      },
    }),
  ];
}

type Scene = Parameters<Parameters<typeof withScene>[1]>[0];

async function inOrder(scene: Scene) {
  const notices: Notice[] = kinds.map((kind, index) =>
    sampleNotice({ sequence: index + 1, kind, externalId, reference: scene.samples.reference }),
  );
  const { connection } = await scene.join();
  for (const notice of notices) await connection.publish?.(notice, patience());
  const again = await scene.join();
  for (const notice of notices.slice(0, 2)) await again.connection.publish?.(notice, patience());
  assert.deepEqual(
    doneBy(scene),
    notices.map(({ id }) => id),
    'Порядок сообщений на портале: после повтора старых последним должно остаться последнее',
  );
}
