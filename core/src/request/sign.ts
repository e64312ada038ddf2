import { Readable } from 'node:stream';
import type { OfficialSignatureBody } from '../api.gen.ts';
import { Refusal } from '../errors.ts';
import { sparingIn } from '../file/sweep/rows.ts';
import { BrokenAsn1, readElement } from '../signature/asn1.ts';
import { attorneyFor, bearerOf } from '../signature/attorney/commands.ts';
import { type Certificate, readCertificate } from '../signature/certificate.ts';
import { ownerProblem } from '../signature/owner.ts';
import { isFault } from '../signature/place.ts';
import { insertSignature, markSignatureRemoved } from '../signature/rows.ts';
import { firstVerdict } from '../signature/verifier.ts';
import { change, noRequest, type RequestCall } from './commands.ts';
import { findRequest, listFileSignatures, listRequestFiles } from './queries.ts';

/**
 * «Подписать вложение» (ЭП-СП): the value that the official's key has made over what was prepared, with its certificate. It is
 * looked at before it is kept, and takes the place of an earlier one; the power of attorney by which they sign stays with it. @throws Refusal
 */
export async function signRequest(call: RequestCall, id: string, body: OfficialSignatureBody): Promise<void> {
  const { deps, session, now } = call;
  const { organisationId, prepared, bits } = await findPrepared(call, id);
  const [value, der] = [Buffer.from(body.value, 'base64'), Buffer.from(body.certificate, 'base64')];
  if (value.length * 4 !== bits) throw otherKey();
  const certificate = read(der);
  const bearer = await bearerOf(call);
  const problem = ownerProblem(certificate, bearer.me);
  if (problem !== undefined) throw new Refusal('fileRefused', problem);
  const open = () => deps.files.open(prepared.storageKey);
  const verdict = await firstVerdict(deps, { organisationId, open, signature: value, certificate: der, now });
  if (verdict !== null && isFault(verdict)) throw new Refusal('fileRefused', `Не подписано. ${verdict.text}`);
  const attorney = await deps.database.inBodies(session.bodies, (trx) => attorneyFor(trx, session, bearer));
  const { name, organisation, serial, validFrom, validTo } = certificate;
  const received = await deps.files.receive(Readable.from([value]), value.length);
  try {
    await change(
      call,
      { id, version: body.version },
      {
        event: 'sign',
        journal: 'requestSigned',
        facts: {
          ...{ signer: name, serial, verdict: verdict && { ...verdict } },
          ...(attorney && { attorney: { number: attorney.number, sha256: attorney.sha256 } }),
        },
        work: async ({ trx }) => {
          for (const former of await listFileSignatures(trx, prepared.id)) {
            await markSignatureRemoved(trx, former.id, now);
          }
          await insertSignature(trx, {
            ...{ organisationId, fileId: prepared.id, name: `${prepared.name}.подпись` },
            ...{ size: received.size, sha256: received.sha256, storageKey: await received.keep(sparingIn(trx)) },
            certificate: der,
            signers: [{ name, organisation, serial, validFrom, validTo, signedAt: null }],
            ...(attorney && { attorney }),
            verdict,
            ...{ uploadedBy: session.user.id, createdAt: now },
          });
          return {};
        },
      },
    );
  } finally {
    await received.discard();
  }
}

async function findPrepared({ deps, session }: RequestCall, id: string) {
  return deps.database.inBodies(session.bodies, async (trx) => {
    const request = await findRequest(trx, id);
    if (request === undefined) throw noRequest();
    const { organisationId, status, preparedFileId, preparedBits: bits } = request;
    const files = await listRequestFiles(trx, id);
    const prepared = files.find((file) => file.id === preparedFileId);
    if (status !== 'prepared' || prepared === undefined || bits === null) throw notPrepared();
    return { organisationId, prepared, bits };
  });
}

function read(der: Buffer): Certificate {
  try {
    const element = readElement(der);
    if (element.whole.length === der.length) return readCertificate(element);
  } catch (error) {
    if (!(error instanceof BrokenAsn1)) throw error;
  }
  throw new Refusal('fileRefused', 'Сертификат не читается. Выберите другой и подпишите заново.');
}

function notPrepared(): Refusal {
  return new Refusal('stateConflict', 'Подписывать нечего: сначала нажмите «Подготовить запрос к отправке».');
}

function otherKey(): Refusal {
  return new Refusal('fileRefused', 'Запрос подготовлен под ключ другой длины. Подготовьте его заново и подпишите.');
}
