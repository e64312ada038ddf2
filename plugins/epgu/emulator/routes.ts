import type { JsonObject, OfferedService } from '@reglament/sdk';
import type { Exchange } from '@reglament/sdk/emulator';
import { sourceOf } from '../wire/order-xml.ts';
import { cancel, correct, type Desk, file, PortalRefusal, repeatLast, write } from './desk.ts';
import type { PortalExchange } from './exchange.ts';
import { withSwitches } from './kept-portal.ts';
import type { KeptDocument, KeptFile, Order } from './order.ts';
import { personKey, personTitle } from './person.ts';

export interface PortalDesk extends Desk, PortalExchange {
  /** What the last look met; undefined: all went well. */
  trouble(): string | undefined;
  /** Looks soon. */
  wake(): void;
}

type Handle = (desk: PortalDesk, asked: Asked) => unknown;

interface Asked {
  readonly exchange: Exchange;
  /** What the places of the path hold. */
  readonly places: readonly string[];
}

const MOST_FILE = 20 * 1_048_576;

/** What the page asks for. undefined: no such address. @throws PortalRefusal */
export function handleApi(desk: PortalDesk, exchange: Exchange): Promise<unknown> | undefined {
  for (const [name, handle] of Object.entries(routes)) {
    const [method, pattern = ''] = name.split(' ');
    const found = new RegExp(`^/api/${pattern.replaceAll(':', '([^/]+)')}$`).exec(exchange.path);
    if (method !== exchange.method || !found) continue;
    return Promise.resolve(handle(desk, { exchange, places: found.slice(1).map(decodeURIComponent) }));
  }
  return undefined;
}

const routes: Readonly<Record<string, Handle>> = {
  'GET start': start,
  'GET services/:/:': async (desk, { places, exchange }) => {
    const service = await serviceOf(desk, places);
    return { ...facts(service), view: service.view, example: service.example(exchange.query.get('kind') ?? 'person') };
  },
  'GET dictionaries/:/entries': ({ ground }, { places: [code = ''], exchange }) => {
    const found = ground.entries(code, Object.fromEntries(exchange.query));
    if (found === undefined) throw new PortalRefusal('Такого справочника нет: обновите страницу.');
    return found;
  },
  'GET orders': (desk, { exchange }) => ({
    items: desk.store
      .current()
      .orders.filter(({ person }) => person === exchange.query.get('person'))
      .toReversed(),
  }),
  'GET orders/:': (desk, { places }) => ({
    ...orderOf(desk, places),
    delivery: deliveryOf(desk, orderOf(desk, places)),
  }),
  'POST files': keep,
  'POST orders': fileOrder,
  'POST orders/:/correction': (desk, { exchange, places }) => {
    const { answers, documents } = bodyOf(exchange);
    return changed(
      desk,
      correct(desk, orderOf(desk, places), { answers: objectOf(answers), documents: listOf(documents) }),
    );
  },
  'POST orders/:/cancel': (desk, { exchange, places }) =>
    changed(desk, cancel(desk, orderOf(desk, places), textOf(bodyOf(exchange).reason))),
  'POST orders/:/text': (desk, { exchange, places }) =>
    changed(desk, write(desk, orderOf(desk, places), textOf(bodyOf(exchange).text))),
  'POST orders/:/repeat': (desk, { places }) => {
    repeatLast(desk, orderOf(desk, places));
    return changed(desk, orderOf(desk, places));
  },
  'POST switches': (desk, { exchange }) => {
    const turned = bodyOf(exchange);
    desk.store.change((portal) => withSwitches(portal, turned));
    desk.wake();
    return switchesOf(desk);
  },
  'GET files/:': (desk, { exchange, places }) => download(desk, exchange, places),
  'GET files/:/verdicts': async (desk, { places }) => ({ items: await verdicts(desk, places) }),
};

async function start(desk: PortalDesk) {
  const services = await desk.ground.services();
  return {
    people: desk.ground.applicants.map((applicant) => ({
      key: personKey(applicant),
      title: personTitle(applicant),
      kind: applicant.kind,
    })),
    services: services.map(facts),
    ...switchesOf(desk),
  };
}

function facts({ body, code, title, view }: OfferedService) {
  return { body, code, title, description: view.description ?? null, applicants: view.applicants ?? [] };
}

function switchesOf({ store, trouble }: PortalDesk) {
  const { isDown, isSwapping, isSilent, isRefusing } = store.current();
  return { isDown, isSwapping, isSilent, isRefusing, trouble: trouble() ?? null };
}

async function fileOrder(desk: PortalDesk, { exchange }: Asked) {
  const { person, applicant: behalf = person, source, body, service: code, answers, documents } = bodyOf(exchange);
  const known = (key: unknown) => desk.ground.applicants.find((one) => personKey(one) === key);
  const [own, applicant] = [known(person), known(behalf)];
  if (own === undefined || applicant === undefined) throw new PortalRefusal('Выберите, кто подаёт заявление.');
  if (own !== applicant && own.kind !== 'person')
    throw new PortalRefusal('За другого подаёт человек: войдите как физическое лицо.');
  const service = await serviceOf(desk, [textOf(body), textOf(code)]);
  const filing = {
    person: String(person),
    source: sourceOf(textOf(source)),
    applicant,
    ...(own === applicant ? {} : { representative: own }),
    service,
    answers: objectOf(answers),
    documents: listOf(documents),
  };
  return changed(desk, file(desk, filing));
}

function keep({ store }: PortalDesk, { exchange }: Asked): KeptFile {
  const name = (exchange.query.get('name') ?? '').replaceAll(/[/\\\0]/g, '_').slice(-200);
  if (name === '' || exchange.body.length === 0) throw new PortalRefusal('Файл пуст: выберите другой.');
  if (exchange.body.length > MOST_FILE) throw new PortalRefusal('Файл больше 20 МБ: приложите меньший.');
  return store.keepFile({ name, mediaType: exchange.query.get('type') || 'application/octet-stream' }, exchange.body);
}

async function serviceOf({ ground }: PortalDesk, [body, code]: readonly string[]): Promise<OfferedService> {
  const found = (await ground.services()).find((one) => one.body.code === body && one.code === code);
  if (found === undefined) throw new PortalRefusal('Такой услуги нет: её больше не оказывают.');
  return found;
}

function orderOf({ store }: PortalDesk, [id]: readonly string[]): Order {
  const found = store.current().orders.find((one) => one.id === id);
  if (found === undefined) throw new PortalRefusal('Заявления с таким номером нет.');
  return found;
}

/** How many messages of it have not gone yet. */
function deliveryOf({ store }: PortalDesk, { id }: Order) {
  return { waiting: store.current().sent.filter((one) => one.orderId === id && !one.isSent).length };
}

function changed(desk: PortalDesk, order: Order): Order {
  desk.wake();
  return order;
}

function fileOf({ store }: PortalDesk, [id = '']: readonly string[]) {
  const named = store
    .current()
    .orders.flatMap(({ events }) => events.flatMap(({ files }) => files))
    .find((one) => one.id === id);
  const kept = store.readFile(id);
  if (named === undefined || kept === undefined) throw new PortalRefusal('Такого файла нет.');
  return { ...named, ...kept };
}

function download(desk: PortalDesk, exchange: Exchange, places: readonly string[]): undefined {
  const { name, content, signature } = fileOf(desk, places);
  const isSignature = exchange.query.has('signature');
  if (isSignature && signature === undefined) throw new PortalRefusal('У файла нет подписи.');
  exchange.answer(200, isSignature ? signature : content, {
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(isSignature ? `${name}.sig` : name)}`,
    'x-content-type-options': 'nosniff',
  });
}

async function verdicts(desk: PortalDesk, places: readonly string[]) {
  const { content, signature } = fileOf(desk, places);
  return signature === undefined ? [] : desk.ground.verify(content, signature);
}

function bodyOf({ body }: Exchange): JsonObject {
  try {
    return objectOf(JSON.parse(Buffer.from(body).toString('utf8')));
  } catch {
    throw new PortalRefusal('Запрос страницы нельзя прочитать: обновите её.');
  }
}

function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function listOf(value: unknown): KeptDocument[] {
  return (Array.isArray(value) ? value : []).filter(
    (one): one is KeptDocument => typeof one?.id === 'string' && typeof one?.code === 'string',
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
