import assert from 'node:assert/strict';
import { isProviderError, type Receipt } from '../src/index.ts';
import { assertLater, patience } from './expecting.ts';
import { doneBy, type Joined, type Scene } from './scene.ts';

/** Something that is done to the other side once, however often it is called: a question, an answer, a notice. */
export interface Deed {
  readonly part: 'send' | 'reply' | 'publish' | 'bus.send';
  /** Genitive: «отправка» of what. */
  readonly title: string;
  prepare(scene: Scene): Promise<Act>;
  /** Where a refusal comes later: what the other side has said since. */
  saidLater?(joined: Joined): Promise<string>;
}

/** One message, the same at every try. */
export interface Act {
  readonly id: string;
  perform(joined: Joined, signal: AbortSignal): Promise<Receipt | undefined>;
}

/** As the engine does: again after each `later`, with a pause. @throws what is not `later` */
export async function untilTaken(
  act: Act,
  { scene, joined }: { scene: Scene; joined: Joined },
): Promise<Receipt | undefined> {
  for (let attempt = 1; attempt < 6; attempt += 1) {
    try {
      return await act.perform(joined, patience());
    } catch (error) {
      assertLater(error, `попытка ${attempt}`);
      scene.clock.move(600);
    }
  }
  return assert.fail('Шесть попыток подряд кончились отсрочкой, хотя другая сторона уже отвечает');
}

/** The other side has done it once. */
export function assertOnce(scene: Scene, { id }: Act): void {
  const ids = doneBy(scene);
  const own = ids.filter((one) => one === id);
  assert.ok(own.length > 0, `На другой стороне ничего не произошло (в effects нет ${id})`);
  assert.equal(
    ids.length,
    1,
    `На другой стороне это сделано ${ids.length} раза. Имя сообщения делается один раз: host.once(id, …) до первой попытки`,
  );
}

/** Refused for good, in one of the ways that the contract has for it. undefined: it was taken. */
export async function refusalOf(call: Promise<Receipt | undefined>): Promise<string | undefined> {
  try {
    const receipt = await call;
    return receipt?.outcome?.status === 'refused' ? receipt.outcome.reason : undefined;
  } catch (error) {
    if (isProviderError(error) && error.retry === 'never') return error.message;
    throw error;
  }
}
