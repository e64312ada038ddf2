import type { Page } from 'playwright-core';
import {
  type GostPrivateKey,
  gostBackend,
  issueCertificate,
  keyFromSeed,
  publicKeyOf,
  signCms,
  signDigest,
  writePem,
} from '../../plugins/gost/index.ts';

/** A certificate of the person at the machine, with its key. */
export interface OwnCertificate {
  /** As the plug-in writes it: `SN=…, G=…`. */
  readonly subject: string;
  readonly thumbprint: string;
  readonly from: Date;
  readonly to: Date;
  readonly content: Uint8Array;
  readonly key: GostPrivateKey;
}

const ISSUER = [{ type: '2.5.4.3', value: 'Проверочный центр' }];
const authorityKey = keyFromSeed('authority of browser signatures');
const span = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2099-12-31T00:00:00Z') };

/** PEM of who issues all of them. */
export const browserAuthority = writePem(
  'CERTIFICATE',
  issueCertificate({
    ...{ subject: ISSUER, key: publicKeyOf(authorityKey), serial: Uint8Array.of(1), ...span, authority: true },
    issuer: { subject: ISSUER, key: authorityKey },
  }),
);

let issued = 1;

/** Surname and names; of nobody: a certificate of a body alone. */
type Names = readonly [string, string] | null;

interface CertificateFacts {
  readonly snils?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly bits?: 256 | 512;
}

export function ownCertificate(names: Names, { bits = 256, snils, ...dates }: CertificateFacts = {}): OwnCertificate {
  issued += 1;
  const common = names?.join(' ') ?? 'Проверочный орган';
  const key = keyFromSeed(`${common} ${issued}`, bits);
  const { from, to } = { ...span, ...dates };
  const parts = [
    ['SN', '2.5.4.4', names?.[0]] as const,
    ['G', '2.5.4.42', names?.[1]] as const,
    ['CN', '2.5.4.3', common] as const,
    ['SNILS', '1.2.643.100.3', snils] as const,
  ];
  const named = parts.flatMap(([short, type, value]) => (value === undefined ? [] : [{ short, type, value }]));
  const content = issueCertificate({
    ...{ subject: named, key: publicKeyOf(key), serial: Uint8Array.of(issued), from, to, authority: false },
    issuer: { subject: ISSUER, key: authorityKey },
  });
  const subject = named.map(({ short, value }) => `${short}=${value}`).join(', ');
  return { subject, thumbprint: String(issued).padStart(40, '0'), from, to, content, key };
}

/**
 * The signing plug-in as a page meets it; the keys stay in this process, as the real ones stay in the person's token. `extension`:
 * a content script answers the page's message and the extension's script is there; `page`: the vendor's own script stands in the
 * page; `asleep`: the extension answers when it is woken. Before the page is loaded.
 */
export async function installCadesPlugin(
  page: Page,
  certificates: readonly OwnCertificate[],
  way: Way = 'extension',
): Promise<void> {
  await page.exposeFunction('signHere', async (thumbprint: string, content: string) => {
    const found = certificates.find((one) => one.thumbprint === thumbprint);
    if (found === undefined) throw new Error('Keyset does not exist (0x80090016)');
    const sign = (bytes: Uint8Array) => signDigest(found.key, gostBackend().digest(256, bytes));
    const signers = [{ certificate: found.content, sign }];
    const cms = await signCms({ content: Buffer.from(content, 'base64'), signers, signedAt: new Date() });
    return Buffer.from(cms).toString('base64').replace(/.{64}/g, '$&\r\n');
  });
  await page.exposeFunction('signHashHere', (thumbprint: string, digest: string) => {
    const found = certificates.find((one) => one.thumbprint === thumbprint);
    if (found === undefined) throw new Error('Keyset does not exist (0x80090016)');
    // Its bytes come the other way round, as the plug-in gives them.
    return Buffer.from(signDigest(found.key, Buffer.from(digest, 'hex')).toReversed())
      .toString('hex')
      .toUpperCase();
  });
  const facts = certificates.map(({ subject, thumbprint, from, to, content, key }) => ({
    ...{ subject, thumbprint, from: from.toISOString(), to: to.toISOString(), bits: key.bits },
    content: Buffer.from(content).toString('base64').replace(/.{64}/g, '$&\r\n'),
  }));
  await page.addInitScript(installInPage, { facts, way });
}

type Way = 'extension' | 'page' | 'asleep';

/** A browser starts an extension in its own time. */
export async function wakeExtension(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as { wakeExtension: () => void }).wakeExtension());
}

interface Chosen {
  readonly Thumbprint: Promise<string>;
}

interface Signer {
  readonly state: { readonly Certificate: Chosen; readonly Options: number };
}

interface Hashed {
  readonly state: { readonly Algorithm: number; readonly value: string };
}

interface Facts {
  readonly subject: string;
  readonly thumbprint: string;
  readonly from: string;
  readonly to: string;
  readonly bits: number;
  readonly content: string;
}

/** Runs in the page and sees nothing of this file. */
function installInPage({ facts, way }: { facts: readonly Facts[]; way: Way }): void {
  const answer = <T>(value: T) => Promise.resolve(value);
  const demand = (...pairs: readonly (readonly [unknown, unknown])[]) => {
    for (const [given, wanted] of pairs)
      if (given !== wanted) throw new Error(`The parameter is incorrect: ${given}. (0x80070057)`);
    return answer(undefined);
  };
  const certificateOf = ({ subject, thumbprint, from, to, bits, content }: Facts) => ({
    ...{ SubjectName: answer(subject), IssuerName: answer('CN=Проверочный центр'), Thumbprint: answer(thumbprint) },
    ...{ ValidFromDate: answer(from), ValidToDate: answer(to), HasPrivateKey: () => answer(true) },
    PublicKey: () => answer({ Algorithm: answer({ Value: answer(`1.2.643.7.1.1.1.${bits / 256}`) }) }),
    Export: (encoding: number) => demand([encoding, 0]).then(() => content),
  });
  const listOf = (of: readonly Facts[]): object => ({
    Count: answer(of.length),
    Item: (index: number) => answer(certificateOf(of[index - 1] as Facts)),
    Find: async (by: number, thumbprint: string) => {
      await demand([by, 0]);
      return listOf(of.filter((one) => one.thumbprint === thumbprint));
    },
  });
  const setters = (state: Record<string, unknown>, names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [
        `propset_${name}`,
        (value: unknown) => {
          state[name] = value;
          return answer(undefined);
        },
      ]),
    );
  const makers: Record<string, () => object> = {
    'CAdESCOM.Store': () => ({
      Open: (place: number, name: string, mode: number) => demand([place, 2], [name, 'My'], [mode, 2]),
      ...{ Close: () => answer(undefined), Certificates: answer(listOf(facts)) },
    }),
    'CAdESCOM.CPSigner': () => {
      const state: Record<string, unknown> = {};
      return { state, ...setters(state, ['Certificate', 'Options']) };
    },
    'CAdESCOM.HashedData': () => {
      const state: Record<string, unknown> = {};
      return {
        ...{ state, ...setters(state, ['Algorithm']) },
        SetHashValue: async (hex: string) => {
          await demand([hex.length * 4, state.Algorithm === 102 ? 512 : 256], [/^[0-9A-F]+$/i.test(hex), true]);
          state.value = hex;
        },
      };
    },
    'CAdESCOM.RawSignature': () => ({
      SignHash: async (hashed: Hashed, certificate: Chosen) => {
        const thumbprint = await certificate.Thumbprint;
        const bits = facts.find((one) => one.thumbprint === thumbprint)?.bits;
        await demand([hashed.state.Algorithm, bits === 512 ? 102 : 101]);
        const { signHashHere } = window as unknown as {
          signHashHere: (thumbprint: string, digest: string) => Promise<string>;
        };
        return signHashHere(thumbprint, hashed.state.value);
      },
    }),
    'CAdESCOM.CadesSignedData': () => {
      const state: Record<string, unknown> = {};
      return {
        ...setters(state, ['ContentEncoding', 'Content']),
        SignCades: async (signer: Signer, type: number, detached: boolean) => {
          await demand([type, 1], [detached, true], [state.ContentEncoding, 1], [signer.state.Options, 2]);
          const { signHere } = window as unknown as {
            signHere: (thumbprint: string, content: string) => Promise<string>;
          };
          return signHere(await signer.state.Certificate.Thumbprint, String(state.Content));
        },
      };
    },
  };
  const plugin = { CreateObjectAsync: (name: string) => answer(makers[name]?.()) };
  if (way === 'page') {
    // biome-ignore lint/suspicious/noThenProperty: the plug-in is awaited until it is ready
    Object.assign(window, { cadesplugin: { ...plugin, then: (ready: () => void) => void ready() } });
    return;
  }
  let isAwake = way === 'extension';
  let isAsked = false;
  const tell = () => {
    if (isAwake && isAsked) window.postMessage('cadesplugin_loaded', '*');
  };
  window.addEventListener('message', ({ data }) => {
    if (data !== 'cadesplugin_echo_request') return;
    isAsked = true;
    tell();
  });
  const wakeExtension = () => {
    isAwake = true;
    tell();
  };
  Object.assign(window, { wakeExtension });
  Object.assign(window, { cpcsp_chrome_nmcades: { CreatePluginObject: () => answer(plugin) } });
}
