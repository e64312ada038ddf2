import { Readable } from 'node:stream';
import { type IncomingRequest, isProviderError } from '@reglament/sdk';
import type { SignatureVerdict } from '../api.gen.ts';
import type { StoredConnection } from '../connection/connection.model.ts';
import { databaseFault } from '../db.ts';
import { quarantine } from '../delivery/commands.ts';
import type { Deps } from '../deps.ts';
import { keepAll } from '../file/commands.ts';
import { forgedWords } from '../signature/forged.ts';
import type { IncomingSignature } from './incoming-request.model.ts';
import { insertIncoming, insertIncomingFile, tellIncoming } from './rows.ts';

/** Another body asks this one; a forged question, or one that cannot be stored, is kept apart and holds up nothing. */
export async function takeIncoming(deps: Deps, stored: StoredConnection, message: IncomingRequest): Promise<void> {
  const apart = (problem: string) => quarantine(deps, stored, { ...message, problems: [problem] });
  const forged = message.verdicts.find(({ valid }) => !valid);
  if (forged !== undefined) return apart(forgedWords(forged.text, `Подпись запроса не верна: ${forged.text}`));
  try {
    await keep(deps, stored, message);
  } catch (error) {
    // It would come again and again, and those behind it never.
    if (databaseFault(error) !== 'unstorable') throw error;
    await apart('Запрос нельзя сохранить: в нём недопустимые знаки или слишком глубокая вложенность');
  }
}

/** Stored once, then acknowledged. Its files are inspected like any upload. */
async function keep(deps: Deps, stored: StoredConnection, message: IncomingRequest): Promise<void> {
  const organisationId = stored.organisation?.id;
  if (organisationId === undefined) throw new Error('requests of others come over connections of a body');
  const now = deps.clock();
  const kept = await keepAll(deps, message.files);
  const signature = await signatureOf(deps, organisationId, message);
  const { messageId, reference, asker, number, subject, question, questionForm, answerForm } = message;
  const facts = { messageId, reference, asker, number, subject, question, questionForm, answerForm };
  await deps.database.inBodies([organisationId], async (trx) => {
    const problems = [...message.problems, ...kept.problems];
    const row = { ...facts, organisationId, connectionId: stored.id, signature, problems, receivedAt: now };
    const id = await insertIncoming(trx, row);
    if (id === undefined) return;
    for (const file of kept.files) {
      const place = { organisationId, incomingRequestId: id, side: 'question', uploadedBy: null } as const;
      await insertIncomingFile(trx, { ...file, ...place, createdAt: now });
    }
    await tellIncoming(trx, { organisationId, incomingRequestId: id });
  });
  await message.ack(true);
}

async function signatureOf(
  deps: Deps,
  organisationId: string,
  { signature }: IncomingRequest,
): Promise<IncomingSignature | null> {
  if (signature === undefined) return null;
  const signed = {
    organisationId,
    open: async () => Readable.from([Buffer.from(signature.content)]),
    signature: Buffer.from(signature.signature),
    now: deps.clock(),
  };
  const verdict = await deps.verifySignature(signed).catch((error: unknown) => {
    // What is wrong with the settings of this body must not hold up what others ask.
    if (!isProviderError(error)) throw error;
    deps.log.warn({ err: error, organisation: organisationId }, 'the signature of a request could not be checked');
    return null;
  });
  return { verdict: verdict && pick(verdict) };
}

const pick = ({ valid, status, text }: SignatureVerdict) => ({ valid, text, ...(status && { status }) });
