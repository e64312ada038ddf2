import type { RefusalGround } from '@reglament/format';
import type { DecisionGround } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { type FieldProblemView, Refusal } from '../errors.ts';
import { listFiles } from '../file/queries.ts';
import { markFileRemoved } from '../file/rows.ts';
import { titleOf } from '../rule/title.ts';
import type { JsonObject } from '../rule/value.ts';
import { type DecisionContent, type DecisionPlace, markReturned, saveDecision } from './rows.ts';

/** A ground of the service's list, with what is said to it in this case. */
export interface ChosenGround {
  readonly code: string;
  readonly text: string;
}

/** What the form of a decision gives; the fields are a convention between workflows and the engine. */
export interface DecisionInput {
  readonly grounds: readonly ChosenGround[];
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
    grounds: Array.isArray(input.grounds) ? input.grounds.flatMap(chosenGround) : [],
    text: text(input.text),
    message: text(input.message),
    files: texts(input.files),
  };
}

/** A form asks for codes alone, or for each code with a text. */
export function chosenGround(value: unknown): ChosenGround[] {
  if (typeof value === 'string') return [{ code: value, text: '' }];
  if (typeof value !== 'object' || value === null || !('code' in value) || typeof value.code !== 'string') return [];
  const text = 'text' in value && typeof value.text === 'string' ? value.text.trim() : '';
  return [{ code: value.code, text }];
}

/** Grounds with their texts, as they stand in the service now: a decision keeps the words it was made with. */
export function groundsOf(allowed: readonly RefusalGround[], chosen: readonly ChosenGround[]): DecisionGround[] {
  const unknown = chosen.find(({ code }) => !allowed.some((ground) => ground.code === code));
  if (unknown !== undefined) {
    const message = `Основания «${unknown.code}» для этой заявки нет: выберите из перечня`;
    throw invalid({ field: 'grounds', pointer: '/input/grounds', code: 'unknownGround', message });
  }
  return allowed.flatMap(({ code, title, clause }) => {
    const said = chosen.find((one) => one.code === code);
    if (said === undefined) return [];
    return [{ code, title: titleOf(title, 'ru'), clause, ...(said.text === '' ? {} : { text: said.text }) }];
  });
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
  {
    comment,
    input,
    recalled,
  }: { readonly comment: string | null; readonly input: DecisionInput; readonly recalled: boolean },
): Promise<void> {
  await keepFiles(trx, place, input.files);
  await markReturned(trx, place, { comment, recalled });
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
