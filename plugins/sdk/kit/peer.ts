import assert from 'node:assert/strict';
import { createScenarioPlayer } from '../emulator/scenario-player.ts';
import type { Connection, Emulator, IncomingRequest, Plugin, Reply, Scenario } from '../src/index.ts';
import { patience } from './expecting.ts';
import type { KitClock } from './kit-clock.ts';
import { kitBody, kitNeighbour, openKitHost } from './kit-host.ts';
import { openPeerBus, type PeerBus } from './peer-bus.ts';
import { sampleAnswers } from './sample-answers.ts';
import { sampleReply, sampleRequest } from './sample-messages.ts';

interface HasPlugin {
  readonly plugin: Plugin;
}

/** Another side that is the same plugin, connected for another body over the bus that both are lent. */
export interface Peer {
  readonly emulator: Emulator;
  readonly bus: PeerBus;
}

/** Whether bodies talk to each other through this plugin: then it needs no emulator of its own. */
export function isPeer({ plugin }: HasPlugin): boolean {
  return !plugin.emulator && (plugin.needs?.includes('bus') ?? false);
}

export async function openPeer(subject: HasPlugin, clock: KitClock): Promise<Peer> {
  const player = createScenarioPlayer();
  const bus = openPeerBus(player, async (scenario) => answerAll(await neighbour, { bus, scenario }));
  const { host } = openKitHost<unknown>({
    config: {},
    body: kitNeighbour,
    node: 'neighbour',
    now: clock.now,
    lends: { bus: async () => bus.neighbours },
  });
  const neighbour: Promise<Connection> = Promise.resolve(subject.plugin.connect(host));
  await neighbour;
  const emulator: Emulator = {
    config: {},
    play: player.play,
    effects: bus.effects,
    file: async () => {
      bus.lay(player.next());
      await ask(subject, await neighbour);
    },
    waiting: bus.waiting,
    close: async () => bus.close(),
  };
  return { emulator, bus };
}

/** The neighbour asks us. */
async function ask({ plugin }: HasPlugin, { send }: Connection) {
  const [[code, kind] = []] = Object.entries(plugin.requestKinds ?? {});
  assert.ok(code && kind && send, 'Спросить нечем: нет видов запросов или send');
  const question = sampleAnswers(kind.question({ body: kitNeighbour, joined: [kitBody] }));
  await send(sampleRequest(code, { kindVersion: kind.version, question, body: kitNeighbour }), patience());
}

/** The neighbour answers all that has come, as the scenario says. */
async function answerAll(connection: Connection, { bus, scenario }: { bus: PeerBus; scenario: Scenario }) {
  for await (const incoming of connection.inbox?.(patience()) ?? []) {
    if (incoming.kind !== 'request') continue;
    for (const reply of repliesTo(incoming, scenario)) {
      bus.lay(scenario);
      await connection.reply?.(incoming, reply, patience());
    }
    await incoming.ack(true);
  }
}

function repliesTo({ answerForm }: IncomingRequest, scenario: Scenario): Reply[] {
  const answered = sampleReply({ answer: sampleAnswers(answerForm) });
  if (scenario.kind === 'silence') return [];
  if (scenario.kind === 'refuse') return [sampleReply({ status: 'refused', text: scenario.reason })];
  if (scenario.kind === 'interim') return [sampleReply({ status: 'interim', text: scenario.text }), answered];
  return [answered];
}
