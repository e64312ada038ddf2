import { decisionInput, groundsOf, prepareDecision } from '../decision/commands.ts';
import { decisionSpec, groundsFor, isRefusal } from '../decision/decision-kind.ts';
import { listEarlierRefusals } from '../decision/queries.ts';
import { checkRepeat, type KeptRepeat } from '../decision/repeat-refusal.ts';
import type { DecisionPlace } from '../decision/rows.ts';
import { titleOf } from '../rule/title.ts';
import { ruleContext } from './case-context.ts';
import { invalidContent } from './content.ts';
import type { Course } from './course.ts';
import type { PlannedEffect } from './facts.ts';
import { fillMessage } from './publish.ts';
import { knownVariant } from './variant.ts';

type Decide = Extract<PlannedEffect, { effect: 'decide' }>;

/** Writes what the executor decided, with the grounds that the service allows here and the memory of earlier refusals. */
export async function makeDecision(course: Course, effect: Decide, place: DecisionPlace): Promise<void> {
  const { service } = course.held.pinned;
  const { kind, input } = effect;
  const { message: typed, grounds, text, files } = decisionInput(input);
  const variant = knownVariant(course.record, service, ruleContext(course.held.context));
  const words = { kind, grounds: groundsOf(groundsFor(service, kind, variant), grounds), text, message: '' };
  const repeat = await repeatOf(course, effect);
  const message = await fillMessage(course, typed || titleOf(decisionSpec(service, kind).message, 'ru'), words);
  await prepareDecision(course.work.trx, place, { words: { ...words, message, repeat }, files });
}

async function repeatOf({ work, held, record }: Course, { kind, input, repeat }: Decide): Promise<KeptRepeat | null> {
  const { service } = held.pinned;
  // The law speaks of services; a procedure is a part of one.
  if (!isRefusal(kind) || service.procedure !== undefined) return null;
  const chosen = groundsFor(service, kind, undefined).filter(({ code }) =>
    decisionInput(input).grounds.some((ground) => ground.code === code),
  );
  const earlier = await listEarlierRefusals(work.trx, { ...record, applicationId: record.id });
  const verdict = checkRepeat({ chosen, answer: repeat, earlier });
  if ('problems' in verdict) throw invalidContent(verdict.problems);
  return verdict.kept;
}
