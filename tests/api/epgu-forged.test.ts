import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeOrder } from '../../plugins/epgu/wire/order-xml.ts';
import { issueCertificate, publicKeyOf, signDigest, streebog } from '../../plugins/gost/index.ts';
import { readTestKey } from '../../plugins/smev3/emulator/test-key.ts';
import { type SigningKey, signElement } from '../../plugins/smev3/xml-signature/sign.ts';
import { keyOf } from '../plugins/smev3/signed-messages.ts';
import { handsAt } from '../support/epgu-hands.ts';
import { filed } from '../support/epgu-orders.ts';
import { type EpguDesk, openPortalSide } from '../support/epgu-side.ts';
import { type Meddler, openMeddler } from '../support/meddler.ts';
import { quick, soon } from '../support/portal.ts';
import { startServer } from '../support/server.ts';
import { smevPlugins } from '../support/smev3-side.ts';

/** What somebody on the line makes of a portal's message, which both signatures hold for. */
type Forge = (message: Pieces) => string | Promise<string>;

interface Pieces {
  /** The whole envelope. */
  readonly xml: string;
  /** What СМЭВ has signed, and the same with other words. */
  readonly request: string;
  readonly forged: string;
  /** What the portal has signed. */
  readonly data: string;
  /** СМЭВ's signature. */
  readonly signature: string;
}

const SIGNED = 'SIGNED_BY_SMEV';

let desk: EpguDesk;
let meddler: Meddler;
beforeAll(async () => {
  const server = await startServer({ plugins: smevPlugins, tuning: quick });
  desk = await openPortalSide(server, {
    through: async ({ config }) => {
      meddler = await openMeddler(config.url);
      return meddler.url;
    },
    settings: { smevCertificates: readTestKey('smev').certificatePem },
  });
});
afterAll(async () => {
  await desk?.close();
  await meddler?.close();
});

const { deliveries } = handsAt(() => desk);

function piecesOf(xml: string): Pieces {
  const one = (what: RegExp) => what.exec(xml)?.[0] ?? '';
  const request = one(/<ns2:Request .*<\/ns2:Request>/s);
  const data = one(/<ns2:SenderProvidedRequestData .*<\/ns2:SenderProvidedRequestData>/s);
  const signature = one(/(?<=<ns2:SMEVSignature>).*(?=<\/ns2:SMEVSignature>)/s);
  return { xml, request, data, signature, forged: request.replace('Ветрова', 'Подменова') };
}

const kept = (signed: string) =>
  `<w:Wrap xmlns:w="urn:w" xmlns:ns2="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/1.2">${signed}</w:Wrap>`;
const inHeader = (xml: string, signed: string) =>
  xml.replace('<soap:Body>', `<soap:Header>${kept(signed)}</soap:Header><soap:Body>`);
const renamed = (request: string) => request.replace(SIGNED, 'OTHER');
const methodOf = (xml: string) => /<ns2:GetRequestResponse.*<\/ns2:GetRequestResponse>/s.exec(xml)?.[0] ?? '';
/** СМЭВ's signature made anew over this element, by another key or with another certificate. */
const resigned = async (xml: string, id: string, key: SigningKey = keyOf(256)) => {
  const bare = xml.replace(/(<ns2:SMEVSignature>).*(<\/ns2:SMEVSignature>)/s, '$1$2');
  return bare.replace('<ns2:SMEVSignature>', `$&${await signElement(bare, id, key)}`);
};

/** The node's own key, with a certificate that ran out long ago. */
function expiredKey(): SigningKey {
  const { key } = readTestKey('smev');
  const subject = [{ type: '2.5.4.3', value: 'СМЭВ' }];
  const [from, to] = [new Date('2020-01-01T00:00:00Z'), new Date('2021-01-01T00:00:00Z')];
  const certificate = issueCertificate({
    ...{ subject, key: publicKeyOf(key), serial: Uint8Array.of(7), from, to, authority: false },
    issuer: { subject, key },
  });
  return { certificate, bits: 256, sign: async (bytes) => signDigest(key, streebog(256, bytes)) };
}

/** Files an application, lets it be forged on its way, and gives what became of it. */
async function come(forge: Forge) {
  const message = filed();
  let forgeries = 0;
  meddler.meddle = async (answer) => {
    const text = answer.toString('utf8');
    if (!text.includes(message.orderId)) return undefined;
    const begin = text.indexOf('<soap:Envelope');
    const end = text.indexOf('</soap:Envelope>') + '</soap:Envelope>'.length;
    const xml = text.slice(begin, end);
    const other = await forge(piecesOf(xml));
    if (other !== xml) forgeries += 1;
    return Buffer.from(`${text.slice(0, begin)}${other}${text.slice(end)}`);
  };
  await desk.node.file?.({ xml: writeOrder(desk.service, message), unchecked: true });
  const [delivery] = await soon(async () => {
    const found = await deliveries(message.orderId);
    expect(found).toHaveLength(1);
    return found;
  });
  meddler.meddle = () => undefined;
  const { rows } = await desk.server.database.execute('select from application where external_id = $1', [
    message.orderId,
  ]);
  return { delivery, applications: rows.length, forgeries };
}

const refused = /^(?:Подпись|СМЭВ|Сообщение|Подписан)/;

describe('сообщение портала подменено на пути: заявки нет, отложено и сказано почему', () => {
  test.each<[string, Forge]>([
    ['содержание', ({ xml, request, forged }) => xml.replace(request, forged)],
    [
      'сведения портала – другие, подписанные рядом',
      ({ xml, data }) =>
        xml.replace(data, `${data.replace('Ветрова', 'Подменова').replace('SIGNED_BY_SENDER', 'OTHER')}${kept(data)}`),
    ],
    [
      'обёртка 1: подписанное – в заголовке, подделка с тем же Id',
      ({ xml, request, forged }) => inHeader(xml.replace(request, forged), request),
    ],
    [
      'обёртка 2: подделка с другим Id',
      ({ xml, request, forged }) => inHeader(xml.replace(request, renamed(forged)), request),
    ],
    [
      'обёртка 3: подделка без Id',
      ({ xml, request, forged }) => inHeader(xml.replace(request, forged.replace(` Id="${SIGNED}"`, '')), request),
    ],
    [
      'обёртка 4: подписанное – в Object подписи',
      ({ xml, request, forged, signature }) =>
        xml
          .replace(signature, signature.replace('</ds:Signature>', `<ds:Object>${request}</ds:Object></ds:Signature>`))
          .replace(request, renamed(forged)),
    ],
    [
      'обёртка 5: подписанное – внутри подделки',
      ({ xml, request, forged }) =>
        xml.replace(request, renamed(forged).replace('<ns2:MessageMetadata>', `${kept(request)}<ns2:MessageMetadata>`)),
    ],
    [
      'обёртка 6: подделка рядом с подписанным',
      ({ xml, request, forged }) => xml.replace(request, `${renamed(forged)}${request}`),
    ],
    [
      'обёртка 7: два метода в теле',
      ({ xml, request, forged }) => {
        const method = methodOf(xml);
        return xml.replace(method, `${method.replace(request, renamed(forged))}${method}`);
      },
    ],
    [
      'обёртка 8: два тела',
      ({ xml, request, forged }) => {
        const body = /<soap:Body>.*<\/soap:Body>/s.exec(xml)?.[0] ?? '';
        return xml.replace(body, `${body.replace(request, renamed(forged))}${body}`);
      },
    ],
    ['имя Id повторяется в содержании', ({ xml }) => xml.replace('<surname>', `<surname ID="${SIGNED}">`)],
    [
      'подпись верна, но над другим',
      async ({ xml, request, forged }) =>
        resigned(inHeader(xml.replace(request, renamed(forged)), '<w:x xmlns:w="urn:w" Id="NOTE"/>'), 'NOTE'),
    ],
    [
      'подписано другим ключом, и подпись верна',
      async ({ xml, request, forged }) => resigned(xml.replace(request, forged), SIGNED),
    ],
    ['подписи СМЭВ нет', ({ xml, signature }) => xml.replace(signature, '')],
  ])('%s', async (_, forge) => {
    const { delivery, applications, forgeries } = await come(forge);
    expect(delivery).toMatchObject({ status: 'quarantine', reason: expect.stringMatching(refused) });
    expect(applications).toBe(0);
    expect(forgeries).toBeGreaterThan(0);
  });

  test('срок сертификата СМЭВ прошёл', async () => {
    const { delivery, applications } = await come(({ xml }) => resigned(xml, SIGNED, expiredKey()));
    expect(delivery).toMatchObject({
      status: 'quarantine',
      reason: expect.stringMatching(/срок действия сертификата/),
    });
    expect(applications).toBe(0);
  });

  test('нетронутое тем же путём принято', async () => {
    expect(await come(({ xml }) => xml)).toMatchObject({ delivery: { status: 'accepted' }, applications: 1 });
  });
});
