import type { ApiTypes } from '@reglament/core/api';
import { request } from '../client.ts';
import { here } from '../place.ts';
import { type CadesObject, CadesProblem, type ObjectMaker } from './cades-object.ts';

type Certificate = NonNullable<ApiTypes['TrainingCertificateView']['certificate']>;

/**
 * The signing plug-in of a demonstration, where nobody has a token: the objects that the page asks of the real one, with one
 * certificate of the person who is signed in. The server holds its key, and it proves nothing. Undefined: there is none here.
 */
export async function findTrainingPlugin(): Promise<ObjectMaker | undefined> {
  const { certificate } = await request<ApiTypes['TrainingCertificateView']>('/api/training-certificate');
  return certificate === null ? undefined : trainingPlugin(certificate);
}

function trainingPlugin(certificate: Certificate): ObjectMaker {
  const makers: Readonly<Record<string, () => CadesObject>> = {
    'CAdESCOM.Store': () => ({ Open: () => undefined, Close: () => undefined, Certificates: listOf(certificate) }),
    'CAdESCOM.CPSigner': () => ({ propset_Certificate: () => undefined, propset_Options: () => undefined }),
    'CAdESCOM.CadesSignedData': signedData,
    'CAdESCOM.HashedData': hashedData,
    'CAdESCOM.RawSignature': () => ({
      SignHash: async (hashed: { readonly digest: string }) => {
        const value = await signatureOf('value', fromHex(hashed.digest));
        return toHex(value.reverse());
      },
    }),
  };
  return {
    async CreateObjectAsync(name) {
      const make = makers[name];
      if (make === undefined) throw new CadesProblem(`Учебная подпись этого не умеет: ${name}.`);
      return make();
    },
  };
}

function listOf({ surname, given, snils, issuer, serial, validFrom, validTo, content }: Certificate): CadesObject {
  const one = {
    SubjectName: [`SN=${surname}`, `G=${given}`, ...(snils === null ? [] : [`SNILS=${snils}`])].join(', '),
    IssuerName: `CN=${issuer}`,
    Thumbprint: serial,
    ValidFromDate: validFrom,
    ValidToDate: validTo,
    HasPrivateKey: () => true,
    PublicKey: () => ({ Algorithm: { Value: '1.2.643.7.1.1.1.1' } }),
    Export: () => content,
  };
  return { Count: 1, Item: () => one, Find: () => ({ Count: 1, Item: () => one }) };
}

function signedData(): CadesObject {
  let content = '';
  return {
    propset_ContentEncoding: () => undefined,
    propset_Content: (base64: string) => {
      content = base64;
    },
    SignCades: async () => {
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      const cms = await signatureOf('cms', bytes);
      return btoa(Array.from(cms, (byte) => String.fromCharCode(byte)).join(''));
    },
  };
}

function hashedData(): CadesObject {
  const made = {
    digest: '',
    propset_Algorithm: () => undefined,
    SetHashValue: (hex: string) => {
      made.digest = hex;
    },
  };
  return made;
}

async function signatureOf(form: 'cms' | 'value', body: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  const answer = await fetch(here(`/api/training-signature?form=${form}`), { method: 'POST', headers, body });
  if (!answer.ok)
    throw new CadesProblem(`Учебная подпись не сделана (${answer.status}). Обновите страницу и повторите.`);
  return new Uint8Array(await answer.arrayBuffer());
}

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
