/** One process with one backend: messages of СМЭВ through the plugin, and what they cost at the least. Prints JSON. */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SignatureVerdict } from '@reglament/sdk';
import { parseXml } from '@reglament/xml';
import { XmlC14NMode, XmlDocument, XmlStringOutputBufferHandler } from 'libxml2-wasm';
import { gostBackend, readPrivateKey, streebog } from '../../plugins/gost/index.ts';
import { readAnswer } from '../../plugins/smev3/envelope/read.ts';
import { smevTransform } from '../../plugins/smev3/transform/transform.ts';
import type { SigningKey } from '../../plugins/smev3/xml-signature/sign.ts';
import { verifyDocument } from '../../plugins/smev3/xml-signature/verify.ts';
import { keyOf, vector } from '../plugins/smev3/signed-messages.ts';
import type { Smev3Figures, Smev3Side } from './smev3.ts';
import { contentFor, deliveredAnswer, sentRequest, unsignedRequest } from './smev3-messages.ts';
import { type AnswerStore, openAnswerStore } from './smev3-store.ts';

const [databaseUrl = '', ...order] = process.argv.slice(2);
const [seconds = 1, rounds = 3, messages = 0] = order.map(Number);
const backend = gostBackend();
const opened = readPrivateKey(vector('k256.pem'));
const key: SigningKey = { ...keyOf(256), sign: async (bytes) => backend.sign(opened, bytes) };

function receive(bytes: Uint8Array): readonly SignatureVerdict[] {
  const document = parseXml(bytes);
  readAnswer(document, bytes);
  const verdicts = verifyDocument(document);
  if (verdicts.some(({ valid }) => !valid)) throw new Error('Подпись неверна');
  return verdicts.map(({ element }) => ({ valid: true, text: `Подпись над ${element} верна` }));
}

/** Parsed and canonical by the library alone, then transformed. */
function canonicalised(xml: Uint8Array): Buffer {
  const document = XmlDocument.fromBuffer(xml);
  const written = new XmlStringOutputBufferHandler();
  document.canonicalize(written, { mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 });
  document.dispose();
  return Buffer.from(smevTransform(written.result));
}

const INFO = Buffer.alloc(900, 'x');
const VALUE = backend.sign(opened, INFO);

/** One canonicalisation, and for each signature one digest and one operation with the key. */
function bareSend(content: string): void {
  backend.digest(256, canonicalised(Buffer.from(unsignedRequest(content))));
  backend.sign(opened, INFO);
}

function bareReceive(xml: Uint8Array): void {
  const bytes = canonicalised(xml);
  for (let signature = 0; signature < 2; signature += 1) {
    backend.digest(256, bytes);
    backend.verify({ certificate: key.certificate, bytes: INFO, signature: VALUE });
  }
}

type Work = () => unknown;

interface Pace {
  /** How many are under way at once: what waits for a database leaves the processor to the others. */
  readonly lanes: number;
  /** How many go by before the code is warm. */
  readonly warm: number;
}

/** As often as told, so many at once. @returns how often */
async function repeat(work: Work, lanes: number, goesOn: (count: number) => boolean): Promise<number> {
  let count = 0;
  const lane = async () => {
    while (goesOn(count)) {
      count += 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return count;
}

/** Milliseconds of the processor for one: hardly depends on what else the machine does. */
async function costOf(work: Work, lanes: number): Promise<{ cpuMs: number; perSecond: number }> {
  const [began, used] = [performance.now(), process.cpuUsage()];
  const count = await repeat(work, lanes, (done) => done < 3 || performance.now() - began < seconds * 1000);
  const { user, system } = process.cpuUsage(used);
  return { cpuMs: (user + system) / 1000 / count, perSecond: (count * 1000) / (performance.now() - began) };
}

const middle = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;

async function compare(work: Work, bare: Work, { lanes, warm }: Pace): Promise<Smev3Side> {
  for (const each of [work, bare]) await repeat(each, lanes, (done) => done < warm);
  const found: { cpuMs: number; perSecond: number; bareMs: number; share: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const own = await costOf(work, lanes);
    const { cpuMs: bareMs } = await costOf(bare, lanes);
    found.push({ ...own, bareMs, share: own.cpuMs / bareMs });
  }
  const of = (name: keyof (typeof found)[number]) => middle(found.map((one) => one[name]));
  return { cpuMs: of('cpuMs'), perSecond: of('perSecond'), bareMs: of('bareMs'), share: of('share') };
}

/** On one core, in pieces of the size of a large message. */
async function streebogRate(): Promise<number> {
  const piece = Buffer.alloc(100 << 10, 'Стрибог');
  const hash = () => streebog(256, piece);
  await repeat(hash, 1, (done) => done < Math.min(60, messages));
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) found.push((await costOf(hash, 1)).cpuMs);
  return (piece.length / 2 ** 20 / middle(found)) * 1000;
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heldMegabytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

async function watchMemory(): Promise<Smev3Figures['memory']> {
  const content = contentFor(4 << 10);
  const answer = Buffer.from(await deliveredAnswer(content, key));
  const both = async () => {
    await sentRequest(content, key);
    receive(answer);
    // As a process that serves others: what is held until the end of a turn is let go.
    await setImmediate();
  };
  const early = Math.ceil(messages / 10);
  for (let count = 0; count < early; count += 1) await both();
  const earlyMb = heldMegabytes();
  for (let count = early; count < messages; count += 1) await both();
  return { messages, earlyMb, lateMb: heldMegabytes() };
}

/** All that there is between the wire and the acknowledgement, beside the bare cost and one row; the database is another process. */
const storing = (store: AnswerStore, answer: Uint8Array): Promise<Smev3Side> =>
  compare(
    () => store.keep(answer, receive(answer)),
    () => {
      bareReceive(answer);
      return store.keepBare(answer);
    },
    { lanes: 8, warm: Math.min(200, messages) },
  );

/**
 * What is ours is JavaScript, and most of the bare cost is not: before the compiler has seen a thousand small messages ours looks
 * two or three times dearer than it is.
 */
const warmFor = (size: number): Pace => ({ lanes: 1, warm: Math.min(Math.ceil((6 << 20) / size), messages) });

const store = await openAnswerStore(databaseUrl);
const sizes: Smev3Figures['sizes'][number][] = [];
for (const size of [4 << 10, 100 << 10]) {
  const content = contentFor(size);
  const answer = Buffer.from(await deliveredAnswer(content, key));
  sizes.push({
    bytes: Buffer.byteLength(await sentRequest(content, key)),
    send: await compare(
      () => sentRequest(content, key),
      () => bareSend(content),
      warmFor(size),
    ),
    receive: await compare(
      () => receive(answer),
      () => bareReceive(answer),
      warmFor(size),
    ),
    stored: await storing(store, answer),
  });
}
await store.close();
const figures: Smev3Figures = {
  ...{ backend: backend.id, sizes },
  streebogMb: await streebogRate(),
  memory: await watchMemory(),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
