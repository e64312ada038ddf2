import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Bus, NewBusMessage } from '../src/index.ts';
import type { Deed } from './deed.ts';
import { deedCases } from './deed-cases.ts';
import { patience } from './expecting.ts';
import type { KitCase } from './kit-case.ts';
import type { KitSamples } from './kit-samples.ts';
import { sampleFile } from './sample-messages.ts';
import { type Joined, type Subject, withScene } from './scene.ts';
import { acknowledge, collectSome, type Source } from './source.ts';
import { sourceCases } from './source-cases.ts';

/** Exchange of messages that this plugin lends to others. */
export function busCases(subject: Subject): KitCase[] {
  const { bus } = subject.samples;
  const text = 'Чтобы проверить bus, назовите сообщение в bus набора';
  if (!bus) return [{ code: 'bus.sample', title: text, run: async () => assert.fail(text) }];
  return [...deedCases(subject, sending(bus)), ...sourceCases(subject, taking(bus)), typesCase(subject, bus)];
}

function busOf({ connection }: Joined): Bus {
  assert.ok(connection.bus, 'У подключения нет bus');
  return connection.bus;
}

function sending({ type, content = { text: 'Проверка' }, replies }: NonNullable<KitSamples['bus']>): Deed {
  return {
    part: 'bus.send',
    title: 'сообщение другим модулям',
    async prepare() {
      const message: NewBusMessage = { id: randomUUID(), type, content, files: [sampleFile()] };
      return { id: message.id, perform: async (joined, signal) => void (await busOf(joined).send(message, signal)) };
    },
    ...(replies === undefined ? {} : { saidLater: (joined) => everythingSaid(joined, replies) }),
  };
}

async function everythingSaid(joined: Joined, type: string): Promise<string> {
  const said: unknown[] = [];
  for await (const { content } of busOf(joined).take([type], patience())) said.push(content);
  return JSON.stringify(said);
}

function taking({ type, message }: NonNullable<KitSamples['bus']>): Source {
  return {
    part: 'bus.take',
    title: 'сообщения от других модулей',
    async prepare(scene) {
      assert.ok(scene.emulator.file, 'У эмулятора нет file: положить сообщение некому');
      await scene.emulator.file(message);
      return [];
    },
    take: async function* (joined, _waiting, signal) {
      for await (const taken of busOf(joined).take([type], signal)) {
        yield { messageId: taken.id, files: taken.files, ack: () => taken.ack() };
      }
    },
  };
}

function typesCase(subject: Subject, sample: NonNullable<KitSamples['bus']>): KitCase {
  return {
    code: 'bus.types',
    title: 'сообщения от других модулей: каждому – только его виды, чужое не пропадает',
    run: () =>
      withScene(subject, async (scene) => {
        const source = taking(sample);
        await source.prepare(scene);
        const joined = await scene.join();
        for await (const { type } of busOf(joined).take(['kit/other'], patience())) {
          assert.fail(`Просили вид kit/other, а отдано ${type}`);
        }
        await collectSome(source, { scene, joined, waiting: [], each: acknowledge });
      }),
  };
}
