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

export function ownCertificate([surname, given]: readonly [string, string], dates = span): OwnCertificate {
  issued += 1;
  const key = keyFromSeed(`${surname} ${given} ${issued}`);
  const subject = [
    { type: '2.5.4.4', value: surname },
    { type: '2.5.4.42', value: given },
    { type: '2.5.4.3', value: `${surname} ${given}` },
  ];
  const content = issueCertificate({
    ...{ subject, key: publicKeyOf(key), serial: Uint8Array.of(issued), ...dates, authority: false },
    issuer: { subject: ISSUER, key: authorityKey },
  });
  const thumbprint = String(issued).padStart(40, '0');
  return { subject: `SN=${surname}, G=${given}, CN=${surname} ${given}`, thumbprint, ...dates, content, key };
}

/**
 * Puts into the page an object with the asynchronous interface of the signing plug-in; the keys stay in this process, as the
 * real ones stay in the person's token. Before the page is loaded.
 */
export async function installCadesPlugin(page: Page, certificates: readonly OwnCertificate[]): Promise<void> {
  await page.exposeFunction('signHere', async (thumbprint: string, content: string) => {
    const found = certificates.find((one) => one.thumbprint === thumbprint);
    if (found === undefined) throw new Error('Keyset does not exist (0x80090016)');
    const sign = (bytes: Uint8Array) => signDigest(found.key, gostBackend().digest(256, bytes));
    const signers = [{ certificate: found.content, sign }];
    const cms = await signCms({ content: Buffer.from(content, 'base64'), signers, signedAt: new Date() });
    return Buffer.from(cms).toString('base64').replace(/.{64}/g, '$&\r\n');
  });
  const facts = certificates.map(({ subject, thumbprint, from, to }) => ({
    ...{ subject, thumbprint, from: from.toISOString(), to: to.toISOString() },
  }));
  await page.addInitScript(installInPage, facts);
}

interface Facts {
  readonly subject: string;
  readonly thumbprint: string;
  readonly from: string;
  readonly to: string;
}

/** Runs in the page and sees nothing of this file. */
function installInPage(facts: readonly Facts[]): void {
  const answer = <T>(value: T) => Promise.resolve(value);
  const certificateOf = ({ subject, thumbprint, from, to }: Facts) => ({
    ...{ SubjectName: answer(subject), IssuerName: answer('CN=Проверочный центр'), Thumbprint: answer(thumbprint) },
    ...{ ValidFromDate: answer(from), ValidToDate: answer(to), HasPrivateKey: () => answer(true) },
    PublicKey: () => answer({ Algorithm: answer({ Value: answer('1.2.643.7.1.1.1.1') }) }),
  });
  const listOf = (of: readonly Facts[]): object => ({
    Count: answer(of.length),
    Item: (index: number) => answer(certificateOf(of[index - 1] as Facts)),
    Find: (_by: number, thumbprint: string) => answer(listOf(of.filter((one) => one.thumbprint === thumbprint))),
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
      ...{ Open: () => answer(undefined), Close: () => answer(undefined), Certificates: answer(listOf(facts)) },
    }),
    'CAdESCOM.CPSigner': () => {
      const state: Record<string, unknown> = {};
      return { state, ...setters(state, ['Certificate', 'Options']) };
    },
    'CAdESCOM.CadesSignedData': () => {
      const state: Record<string, unknown> = {};
      return {
        ...setters(state, ['ContentEncoding', 'Content']),
        SignCades: async (signer: { state: { Certificate: { Thumbprint: Promise<string> } } }) => {
          const { signHere } = window as unknown as {
            signHere: (thumbprint: string, content: string) => Promise<string>;
          };
          return signHere(await signer.state.Certificate.Thumbprint, String(state.Content));
        },
      };
    },
  };
  Object.assign(window, {
    cadesplugin: {
      // biome-ignore lint/suspicious/noThenProperty: the plug-in is awaited until it is ready
      then: (ready: () => void) => void ready(),
      CreateObjectAsync: (name: string) => answer(makers[name]?.()),
    },
  });
}
