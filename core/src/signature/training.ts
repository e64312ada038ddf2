import { readFile } from 'node:fs/promises';
import type { TrainingKey } from '@reglament/sdk';
import type { TrainingCertificateView } from '../api.gen.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { checkStreamHead } from '../file/content.ts';
import { MEDIA_TYPES } from '../file/media-type.ts';
import { type Call, type Route, route, stream } from '../http.ts';
import { getSignatory } from '../organisation/queries.ts';
import type { Session } from '../session/session.ts';

/**
 * Stands in for a person's token where nobody has one: the demonstration. The key signs for whoever is signed in and proves
 * nothing; a body whose signature connection is a real one has none.
 */
export const trainingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/training-certificate',
    summary: 'Учебный сертификат вошедшего; только в демонстрации',
    access: 'session',
    response: 'TrainingCertificateView',
    handler: async ({ deps, session }) => {
      const training = await findTraining(deps, session);
      return { certificate: training === undefined ? null : viewOf(training, session) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/training-signature',
    summary: 'Учебная подпись содержания или хеша – тела запроса; только в демонстрации',
    access: 'session',
    query: 'TrainingForm',
    body: 'stream',
    response: 'stream',
    handler: async ({ deps, session, query, request }) => {
      checkStreamHead(request, deps.config.uploadLimit);
      const training = await findTraining(deps, session);
      if (training === undefined)
        throw new Refusal('notFound', 'Учебной подписи здесь нет: она есть только в демонстрации.');
      const content = await contentOf(deps, request);
      const { key } = training;
      const signature = query.form === 'cms' ? await key.sign(content) : await signDigest(key, content);
      return stream(signature, { 'Content-Type': MEDIA_TYPES.sig, 'Cache-Control': 'no-store' });
    },
  }),
];

interface Training {
  readonly key: TrainingKey;
  readonly snils: string | null;
}

async function findTraining(deps: Deps, session: Session): Promise<Training | undefined> {
  if (!deps.config.demo) return undefined;
  const { user, organisation } = session;
  const signer = await deps.connections.findSigner(organisation.id);
  if (signer?.training === undefined) return undefined;
  const { snils } = await deps.database.asOwner((trx) => getSignatory(trx, session));
  const person = { surname: user.surname, given: givenOf(user), ...(snils === null ? {} : { snils }) };
  return { key: await signer.training(person), snils };
}

const givenOf = ({ name, patronymic }: Session['user']) => [name, patronymic].filter(Boolean).join(' ');

function viewOf({ key: { certificate }, snils }: Training, { user }: Session): TrainingCertificateView['certificate'] {
  const { issuer, serial, validFrom, validTo, content } = certificate;
  return {
    ...{ surname: user.surname, given: givenOf(user), snils, issuer, serial },
    ...{ validFrom: validFrom.toISOString(), validTo: validTo.toISOString() },
    content: Buffer.from(content).toString('base64'),
  };
}

async function contentOf(deps: Deps, { req }: Call['request']): Promise<Buffer> {
  const received = await deps.files.receive(req, deps.config.uploadLimit);
  try {
    return await readFile(received.path);
  } finally {
    await received.discard();
  }
}

/** The key's length is that of its digest. */
async function signDigest(key: TrainingKey, digest: Buffer): Promise<Uint8Array> {
  if (digest.length !== 32) throw new Refusal('invalidBody', 'Хеш учебного ключа – 32 байта.');
  return key.signDigest(digest);
}
