import { ContentInfo, SignedData } from 'pkijs';
import { GostError } from './error.ts';
import { CMS_OIDS } from './oid.ts';
import { derOf } from './pem.ts';

const LABELS = ['CMS', 'PKCS7', 'PKCS #7 SIGNED DATA', 'SIGNATURE', 'SIGNED MESSAGE'];

/** DER or BER, PEM, base64 without its lines: as signing programs save it. @throws GostError */
export function readSignedData(cms: Uint8Array): SignedData {
  const der = derOf(cms, ...LABELS) ?? bareBase64(cms);
  if (!der) throw new GostError('badCms', 'Это не файл подписи (CMS)');
  try {
    const info = ContentInfo.fromBER(new Uint8Array(der));
    if (info.contentType !== CMS_OIDS.signedData)
      throw new GostError('badCms', 'Это не файл подписи: внутри не SignedData');
    return new SignedData({ schema: info.content });
  } catch (cause) {
    if (cause instanceof GostError) throw cause;
    throw new GostError('badCms', 'Файл подписи повреждён', { cause });
  }
}

function bareBase64(cms: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(cms).toString('latin1').trim();
  return text !== '' && /^[A-Za-z0-9+/=\s]+$/.test(text) ? new Uint8Array(Buffer.from(text, 'base64')) : undefined;
}
