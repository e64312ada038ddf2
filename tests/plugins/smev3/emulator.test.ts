import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plugin, Scenario } from '@reglament/sdk';
import { parseXml } from '@reglament/xml';
import { afterAll, describe, expect, test } from 'vitest';
import { pluginCommand } from '../../../core/src/plugin/plugin-command.ts';
import { everyElement, parseDocument, rootOf, standalone } from '../../../plugins/smev3/emulator/document.ts';
import { openEmulator } from '../../../plugins/smev3/emulator/emulator.ts';
import { faultNames } from '../../../plugins/smev3/emulator/fault.ts';
import {
  ackText,
  type Came,
  echo,
  openRawClient,
  requestText,
  selector,
  timestamp,
} from '../../../plugins/smev3/emulator/raw-client.ts';
import { compileSchema, type SchemaCheck } from '../../../plugins/smev3/emulator/schema.ts';
import { checkSignature } from '../../../plugins/smev3/emulator/verify.ts';
import { namespacesOf, type Version, versions } from '../../../plugins/smev3/emulator/version.ts';
import { plugin } from '../../../plugins/smev3/index.ts';
import { smevTransform } from '../../../plugins/smev3/transform/transform.ts';
import { verifySignatures } from '../../../plugins/smev3/xml-signature/verify.ts';
import { openOpenssl } from '../../gost/openssl.ts';
import { sharedFolder, sharedIsHere, withShared } from './shared-files.ts';

const now = () => new Date('2026-03-02T09:00:00Z');

describe('reglament smev3 emulator', () => {
  interface Running {
    readonly config: { readonly url: string; readonly ftpPort: number };
    readonly control: string;
  }

  /** Runs the command until `work` is done with what it has printed. */
  async function run(args: readonly string[], work: (running: Running) => Promise<void> = async () => undefined) {
    const stop = new AbortController();
    const err: string[] = [];
    let worked: Promise<void> = Promise.resolve();
    const code = await pluginCommand(plugin as Plugin, ['emulator', ...args], {
      out(line) {
        worked = work(JSON.parse(line)).finally(() => stop.abort());
      },
      err: (line) => void err.push(line),
      write: () => undefined,
      readInput: async () => new Uint8Array(),
      stop: stop.signal,
    });
    await worked;
    return { code, err: err.join('\n') };
  }

  test('работает один: принимает, отвечает, управляется, останавливается', async () => {
    const { code } = await run(['--json'], async ({ config, control }) => {
      const post = (path: string, body: unknown) =>
        fetch(`${control}/control/${path}`, { method: 'POST', body: JSON.stringify(body) });
      await post('clock', { seconds: 3600 });
      const client = openRawClient({ url: config.url, now: () => new Date(Date.now() + 3_600_000) });
      await post('play', [{ kind: 'answer', afterSeconds: 60 }]);
      await client.call('SendRequest', { signed: requestText({ messageId: client.newId() }) });
      const take = () => client.call('GetResponse', { signed: selector(timestamp) });
      expect((await take()).find('ResponseMessage')).toBeUndefined();
      await post('clock', { seconds: 60 });
      expect((await take()).find('ResponseMessage')).toBeDefined();
      const refused = await post('play', [{ kind: 'special', name: 'fly' }]);
      expect([refused.status, await refused.text()]).toEqual([500, expect.stringContaining('Неизвестный сценарий')]);
      await post('file', { xml: echo('С портала') });
      expect(await (await fetch(`${control}/control/waiting`)).json()).toEqual({ waiting: 2 });
    });
    expect(code).toBe(0);
  });

  test('занятый порт, негодные ключи и файлы названы, код 2', async () => {
    const taken = createServer();
    await new Promise<void>((opened) => taken.listen(0, '127.0.0.1', opened));
    const { port } = taken.address() as { port: number };
    const folder = mkdtempSync(join(tmpdir(), 'reglament-types-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'bad'));
    writeFileSync(join(folder, 'bad/type.json'), '{"title": 1}');
    const cases: readonly (readonly [string[], RegExp])[] = [
      [['--port', String(port)], /Порт занят/],
      [['--control', String(port)], /Порт занят/],
      [['--port', 'x'], /целое число от 0 до 65534/],
      [['--redeliver', 'x'], /Срок повтора/],
      [['--types', '/нет/такой'], /папки нет/],
      [['--types', folder], /type\.json: .*\/title – должно быть string/],
      [['--route', 'urn:x=1'], /тринадцать цифр/],
      [['lost'], /Лишнее: «lost»/],
    ];
    try {
      for (const [args, words] of cases) {
        const { code, err } = await run(args);
        expect([args.join(' '), code]).toEqual([args.join(' '), 2]);
        expect(err).toMatch(words);
      }
    } finally {
      taken.close();
    }
  });
});

/** The node speaks by the published schemas; in 1.2 as the real one does, which leaves out what they ask for. */
describe(withShared('ответы узла – по опубликованным схемам'), () => {
  /** Methods and faults together: a refusal that comes later names a type of the faults. */
  const official = (version: Version): SchemaCheck => {
    const folder = join(sharedFolder, 'transport', version);
    const names = readdirSync(folder).filter((name) => name.endsWith('.xsd'));
    const { types, faults } = namespacesOf(version);
    const imports = [['types', types] as const, ['faults', faults] as const].map(([part, namespace]) => {
      const name = names.find((each) => each.includes(`-${part}-`));
      return `<xs:import namespace="${namespace}" schemaLocation="${name}"/>`;
    });
    const main = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`;
    const files = names.map((name) => ({ name, content: readFileSync(join(folder, name)) }));
    return compileSchema([{ name: 'all.xsd', content: Buffer.from(main) }, ...files]);
  };

  /** What a real node of 1.2 leaves out, or says otherwise. */
  const known =
    /HumanReadableName|DestinationName|MessageMetadata|Recipient|messageIsDelivered|OriginalTransactionCode|SenderProvidedResponseData/;
  const problems = (check: SchemaCheck, version: Version, came: Came) => {
    const inline = standalone(came.element).replaceAll(/<xop:Include [^>]*\/>/g, 'AQID');
    const found = check(inline).map(({ text }) => text);
    return version === '1.2' ? found.filter((text) => !known.test(text)) : found;
  };

  const plays: readonly Scenario[] = [
    { kind: 'interim', text: 'В работе' },
    { kind: 'special', name: 'reject', with: { code: 'NO_DATA', text: 'Нет' } },
    { kind: 'special', name: 'smevReject', with: { fault: 'InvalidContent' } },
    { kind: 'special', name: 'smevReject', with: { fault: 'AccessDenied' } },
    {
      kind: 'answer',
      answer: {
        xml: '<EchoResponse xmlns="urn://reglament/smev3/emulator/echo/1.0.0"><Text>x</Text></EchoResponse>',
        files: [
          { name: '1 выписка.txt', mediaType: 'text/plain', text: 'a' },
          { name: '1 выписка.txt', mediaType: 'text/plain', text: 'b' },
          { name: 'a.txt', mediaType: 'text/plain', text: 'a', by: 'storage', signature: 'AQID' },
        ],
      },
    },
  ];

  test.each(versions)('%s: все методы', async (version) => {
    if (!sharedIsHere) return;
    const check = official(version);
    const emulator = await openEmulator({ now });
    const client = openRawClient({ url: emulator.config.url, now, version });
    const seen: Came[] = [];
    try {
      for (const play of plays) {
        emulator.play(play);
        seen.push(await client.call('SendRequest', { signed: requestText({ messageId: client.newId() }) }));
      }
      const stamp = '<Timestamp Id="SIGNED_BY_CALLER">2026-03-02T12:00:00+03:00</Timestamp>';
      seen.push(await client.call('GetStatus', { signed: stamp }));
      if (version !== '1.3') seen.push(await client.call('GetIncomingQueueStatistics', { signed: stamp }));
      await emulator.file?.({ xml: echo('С портала'), transactionCode: 'код' });
      seen.push(await client.call('GetRequest', { signed: selector(timestamp) }));
      for (let answer = 0; answer < plays.length + 1; answer += 1) {
        const came = await client.call('GetResponse', { signed: selector(timestamp) });
        const id = came.find('SenderProvidedResponseData')?.getElementsByTagName('ns2:MessageID')[0]?.textContent;
        seen.push(came, await client.call('Ack', { signed: ackText(id ?? '') }));
      }
      seen.push(await client.call('GetResponse', { signed: selector(timestamp) }));
    } finally {
      await emulator.close();
    }
    expect(seen.filter(({ fault }) => fault !== undefined)).toEqual([]);
    expect(seen.flatMap((came) => problems(check, version, came))).toEqual([]);
  });

  test.each(versions)('%s: все ошибки', async (version) => {
    if (!sharedIsHere) return;
    const check = official(version);
    const emulator = await openEmulator({ now });
    const client = openRawClient({ url: emulator.config.url, now, version });
    const wrong: string[] = [];
    try {
      for (const fault of faultNames.filter((name) => version === '1.3' || name !== 'PersonalAccessDenied')) {
        emulator.play({ kind: 'special', name: 'fault', with: { fault } });
        const came = await client.call('SendRequest', { signed: requestText({ messageId: client.newId() }) });
        const element = came.find(fault);
        wrong.push(...(element ? check(standalone(element)).map(({ text }) => text) : [`нет ${fault}`]));
      }
    } finally {
      await emulator.close();
    }
    expect(wrong).toEqual([]);
  });
});

describe('подписи узла судят другие', () => {
  async function answered(): Promise<Came> {
    const emulator = await openEmulator({ now });
    try {
      const client = openRawClient({ url: emulator.config.url, now });
      await client.call('SendRequest', {
        signed: requestText({ messageId: client.newId(), content: echo('a &gt; b') }),
      });
      return await client.call('GetResponse', { signed: selector(timestamp) });
    } finally {
      await emulator.close();
    }
  }

  test('клиент: обе верны, на своих местах', async () => {
    const verdicts = verifySignatures(standalone((await answered()).element));
    expect(verdicts.map(({ place, valid }) => [place, valid]).toSorted()).toEqual([
      ['sender', true],
      ['smev', true],
    ]);
  });

  test.each([
    ['chain-01-SendRequestRequest-PublicPrintOutRequest.xml', [undefined]],
    ['chain-02-SendRequestResponse.xml', [undefined]],
    ['chain-03-GetResponseResponse-PublicPrintOutResponse.xml', [undefined, undefined]],
    ['chain-04-AckRequest.xml', [undefined]],
    // These two were signed a year after the others: the value holds, the certificate does not hold yet.
    ['SendRequestResponce.xml', ['CertificateIsExpired']],
    ['GetResponseResponce_InvalidContent.xml', ['CertificateIsExpired', 'CertificateIsExpired']],
    ['GetResponseResponse_ValidResponse.xml', ['SignatureIsInvalid', 'SignatureIsInvalid']],
  ])(withShared('проверка узла на настоящем сообщении: %s'), (name, expected) => {
    if (!sharedIsHere) return;
    const text = readFileSync(join(sharedFolder, 'messages', name), 'utf8');
    const all = [...everyElement(rootOf(parseDocument(text)))];
    const holders = all.filter(({ localName }) =>
      /^(?:SMEV|SenderInformationSystem|CallerInformationSystem)Signature$/.test(localName ?? ''),
    );
    const verdicts = holders.map((holder) => {
      const uri = [...everyElement(holder)].find(({ localName }) => localName === 'Reference')?.getAttribute('URI');
      const target = all.find((element) => `#${element.getAttribute('Id')}` === uri);
      const check = target && checkSignature(target, holder, new Date('2020-05-21T00:00:00Z'));
      return check?.ok === false ? check.trouble : undefined;
    });
    expect(verdicts).toEqual(expected);
  });

  const openssl = openOpenssl();
  const title = openssl
    ? 'OpenSSL: хэш и значение'
    : 'OpenSSL – НЕ ВЫПОЛНЕНО: нет openssl с пакетом libengine-gost-openssl';
  afterAll(() => openssl?.close());
  test(title, async () => {
    if (!openssl) return;
    const came = await answered();
    const holder = came.find('SMEVSignature');
    const part = (name: string) => holder?.getElementsByTagName(`ds:${name}`)[0];
    const [response, signedInfo] = [came.find('Response'), part('SignedInfo')];
    if (!response || !signedInfo) throw new Error('В ответе нет подписи СМЭВ');
    // Canonical by libxml2 and transformed by the tokenizer: nothing of the emulator's own.
    openssl.write('response', smevTransform(parseXml(standalone(response)).text));
    const digest = openssl.run('dgst', '-md_gost12_256', '-binary', 'response').toString('base64');
    expect(digest).toBe(part('DigestValue')?.textContent);
    openssl.write('signedInfo', parseXml(standalone(signedInfo)).text);
    openssl.write('signature', Buffer.from(part('SignatureValue')?.textContent ?? '', 'base64'));
    openssl.write('certificate.der', Buffer.from(part('X509Certificate')?.textContent ?? '', 'base64'));
    openssl.write('public.pem', openssl.run('x509', '-inform', 'DER', '-in', 'certificate.der', '-noout', '-pubkey'));
    const accepts = (content: string) =>
      openssl.accepts('dgst', '-md_gost12_256', '-verify', 'public.pem', '-signature', 'signature', content);
    expect([accepts('signedInfo'), accepts('response')]).toEqual([true, false]);
  });
});
