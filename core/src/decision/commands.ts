import type { RefusalGround } from '@reglament/format';
import type { DecisionGround } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { type FieldProblemView, Refusal } from '../errors.ts';
import { listFiles } from '../file/queries.ts';
import { markFileRemoved } from '../file/rows.ts';
import { titleOf } from '../rule/title.ts';
import type { JsonObject } from '../rule/value.ts';
import { type DecisionContent, type DecisionPlace, markReturned, saveDecision } from './rows.ts';

/** What the form of a decision gives; the fields are a convention between workflows and the engine. */
export interface DecisionInput {
  /** Codes of the service's grounds of refusal. */
  readonly grounds: readonly string[];
  readonly text: string;
  readonly message: string;
  /** Ids of all files that the decision keeps; undefined: as they are. */
  readonly files: readonly string[] | undefined;
}

/** Reads an action's input that its form has already been checked against; what the form does not ask for is empty. */
export function decisionInput(input: JsonObject): DecisionInput {
  const texts = (value: unknown) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined);
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  return {
    grounds: texts(input.grounds) ?? [],
    text: text(input.text),
    message: text(input.message),
    files: texts(input.files),
  };
}

/** Grounds with their texts, as they stand in the service now: a decision keeps the words it was made with. */
export function groundsOf(allowed: readonly RefusalGround[], codes: readonly string[]): DecisionGround[] {
  const unknown = codes.find((code) => !allowed.some((ground) => ground.code === code));
  if (unknown !== undefined) {
    const message = `Основания «${unknown}» для этой заявки нет: выберите из перечня`;
    throw invalid({ field: 'grounds', pointer: '/input/grounds', code: 'unknownGround', message });
  }
  const grounds = allowed.filter((ground) => codes.includes(ground.code));
  return grounds.map(({ code, title, clause }) => ({ code, title: titleOf(title, 'ru'), clause }));
}

/** Writes the executor's decision; after rework it takes the place of the returned one. @throws Refusal */
export async function prepareDecision(
  trx: Transaction,
  place: DecisionPlace,
  { words, files }: { readonly words: DecisionContent; readonly files: DecisionInput['files'] },
): Promise<void> {
  await keepFiles(trx, place, files);
  await saveDecision(trx, place, words);
}

/** Sends the decision back, with the approver's words and the files that they left. @throws Refusal */
export async function returnDecision(
  trx: Transaction,
  place: DecisionPlace,
  { comment, input }: { readonly comment: string | null; readonly input: DecisionInput },
): Promise<void> {
  await keepFiles(trx, place, input.files);
  await markReturned(trx, place, comment);
}

/** Files of the decision that the form no longer lists are removed; it cannot list what is not a file of the decision. */
async function keepFiles(trx: Transaction, place: DecisionPlace, kept: readonly string[] | undefined): Promise<void> {
  if (kept === undefined) return;
  const files = await listFiles(trx, place.applicationId);
  const decisionFiles = files.filter((file) => file.purpose === 'decision');
  for (const id of kept) {
    if (decisionFiles.some((file) => file.id === id)) continue;
    // A file of somewhere else is not told from one that never was.
    if (!files.some((file) => file.id === id)) throw new Refusal('notFound', 'Файл не найден: приложите его заново');
    const message = 'Этот файл приложен не к решению: приложите его к решению';
    throw invalid({ field: 'files', pointer: '/input/files', code: 'notOfDecision', message });
  }
  for (const file of decisionFiles) if (!kept.includes(file.id)) await markFileRemoved(trx, file.id, place.now);
}

function invalid(problem: FieldProblemView): Refusal {
  return new Refusal('invalidAnswers', problem.message, { problems: [problem] });
}
