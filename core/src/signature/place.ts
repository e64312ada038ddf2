import type { FileView, SignatureVerdict } from '../api.gen.ts';
import { signatoryOf, type WorkflowContext } from '../application/facts.ts';
import { Refusal } from '../errors.ts';
import { MEDIA_TYPES } from '../file/media-type.ts';
import { ownerProblem } from './owner.ts';
import type { CertificateOwner, Signatory } from './owner-fault.ts';
import { findSigningProblem, findUnsigningProblem, placeOf } from './signing.ts';

/** A signature that was brought for the paper of a decision, as it was read and judged. */
export interface Brought {
  /** Of each signer; undefined without a certificate inside. */
  readonly owners: readonly (CertificateOwner | undefined)[];
  readonly verdict: SignatureVerdict | null;
  /** Whoever brings it. */
  readonly me: Signatory;
}

type Paper = Pick<FileView, 'purpose' | 'mediaType'>;

/**
 * For which place of the paper the signature stands; undefined where nobody in particular has to sign. Where somebody has, they
 * sign themselves, with a certificate of their own and one that holds: others rely on it. Pure. @throws Refusal why not
 */
export function placeOfSignature(context: WorkflowContext, paper: Paper, brought: Brought): string | undefined {
  const { signing } = context.application;
  if (signing === undefined || !isPaper(paper)) return undefined;
  const problem = findSigningProblem(signing, signatoryOf(context));
  if (problem !== undefined) throw new Refusal('stateConflict', `${problem}.`);
  const [owner, ...more] = brought.owners;
  if (more.length > 0) {
    throw new Refusal('fileRefused', 'В файле несколько подписей. Здесь каждый подписывает документ сам.');
  }
  if (owner === undefined) {
    throw new Refusal('fileRefused', 'В файле подписи нет сертификата. Подпишите документ заново, вложив сертификат.');
  }
  const stranger = ownerProblem(owner, brought.me);
  if (stranger !== undefined) throw new Refusal('fileRefused', stranger);
  const { verdict } = brought;
  if (verdict !== null && isFault(verdict)) throw new Refusal('fileRefused', `Не подписано. ${verdict.text}`);
  return placeOf(signing, signatoryOf(context))?.code;
}

/** @throws Refusal when it is not this person's to take away, or others have signed since */
export function checkUnsigning(context: WorkflowContext, place: string | null): void {
  const { signing } = context.application;
  if (signing === undefined || place === null) return;
  const problem = findUnsigningProblem(signing, place, context.actor.id);
  if (problem !== undefined) throw new Refusal('stateConflict', `${problem}.`);
}

/** What the body may see otherwise tomorrow, such as an authority that it does not know yet, is shown and not refused. */
export function isFault({ status }: SignatureVerdict): boolean {
  return status === 'broken' || status === 'expired' || status === 'revoked';
}

/** Of the papers in two formats this one is signed. */
function isPaper({ purpose, mediaType }: Paper): boolean {
  return purpose === 'result' && mediaType === MEDIA_TYPES.pdf;
}
