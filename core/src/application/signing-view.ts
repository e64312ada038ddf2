import type { WorkflowAction } from '@reglament/format';
import type { FileView, SigningView } from '../api.gen.ts';
import type { DecisionRecord } from '../decision/decision.model.ts';
import { titleOf } from '../rule/title.ts';
import {
  awaitedPlaces,
  findSigningProblem,
  findUnsigningProblem,
  nameOf,
  placeOf,
  type Signatory,
  type Signing,
  type SigningPlace,
  statusOfPlace,
} from '../signature/signing.ts';
import { signatoryOf, type WorkflowContext } from './facts.ts';
import { findOnSigned } from './workflow.ts';

/** Who has signed the paper of the decision and who is awaited; null where nobody in particular has to. */
export function viewOfSigning(
  context: WorkflowContext,
  decision: DecisionRecord | undefined,
  files: readonly FileView[],
): SigningView | null {
  if (decision === undefined || decision.status === 'returned' || decision.signatures.length === 0) return null;
  const hung = files
    .filter(({ purpose }) => purpose === 'result')
    .flatMap((file) => file.signatures.map((signature) => ({ file: file.id, signature })));
  const signed = hung.flatMap(({ signature: { place, uploadedBy } }) =>
    place === null ? [] : [{ place, by: uploadedBy.id }],
  );
  const signing: Signing = { places: decision.signatures, signed };
  const me = signatoryOf(context);
  const isOpen = context.application.signing !== undefined;
  const problem = isOpen ? findSigningProblem(signing, me) : undefined;
  const mine = isOpen && problem === undefined ? placeOf(signing, me) : undefined;
  return {
    places: decision.signatures.map((place) => {
      const found = hung.find(({ signature }) => signature.place === place.code);
      return {
        code: place.code,
        title: nameOf(place),
        status: statusOfPlace(signing, place),
        alongside: place.alongside === true,
        mine: place.code === mine?.code,
        removable: found !== undefined && findUnsigningProblem(signing, place.code, me.id) === undefined,
        signer: found === undefined ? null : found.signature.uploadedBy,
        signature: found === undefined ? null : { file: found.file, id: found.signature.id },
      };
    }),
    releases: mine === undefined ? null : releasedBy(context, { ...signing, signed: [...signed, lastOf(mine, me)] }),
    droppedBy: signed.length === 0 ? [] : droppingActions(context),
    mine: mine !== undefined,
    problem: problem ?? null,
  };
}

const lastOf = ({ code }: SigningPlace, { id }: Signatory) => ({ place: code, by: id });

/** What the workflow does by itself once this person has signed, when theirs is the last signature; nobody can take it back. */
function releasedBy(context: WorkflowContext, signing: Signing): string | null {
  if (awaitedPlaces(signing).length > 0) return null;
  const action = findOnSigned({ ...context, application: { ...context.application, signing } });
  return action === undefined ? null : titleOf(action.title, 'ru');
}

/** Actions that make another paper necessary, and so all signatures anew. */
function droppingActions({ workflow, facts }: WorkflowContext): string[] {
  const drops = ({ effects }: WorkflowAction) =>
    effects.some(({ effect }) => effect === 'returnDecision' || effect === 'decide');
  return workflow.actions.filter((one) => one.from.includes(facts.state) && drops(one)).map(({ code }) => code);
}
