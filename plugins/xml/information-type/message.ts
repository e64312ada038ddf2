import type { JsonObject, RequestTypeDefinition, SourceFile } from '@reglament/sdk';
import { readPlainXml } from '../plain-xml.ts';
import { buildContent } from './build-content.ts';
import type { ElementContent } from './content.ts';
import { assertCompilable } from './content-cost.ts';
import { readDocument } from './read-content.ts';
import { readSchema } from './read-schema.ts';
import { SchemaFault } from './schema-fault.ts';
import { judge } from './schema-judge.ts';
import { keyOf, type SchemaModel } from './schema-model.ts';
import { assertFoldable } from './unfolded-size.ts';
import { type AnswerProblem, writeDocument } from './write-content.ts';

/** What a type of this plugin says in `settings`. */
export interface InformationType {
  readonly namespace: string;
  readonly root: string;
  /** Of the answer; none: the namespace of the question. */
  readonly answerNamespace?: string;
  readonly answerRoot: string;
  /** Place in the question → what is written there by itself. */
  readonly given?: Readonly<Record<string, Given>>;
}

/**
 * `requestId`: the UUID of the request; `elementId`: the same as an XML name, for an `Id` that a signature refers to;
 * `createdOn`: the day the request was made on.
 */
export type Given = 'requestId' | 'elementId' | 'createdOn';

/** What is known of a request beside its answers. */
export interface RequestFacts {
  readonly id: string;
  readonly createdAt: Date;
}

/** The answers make no valid message. */
export class AnswersUnfit extends Error {
  readonly problems: readonly AnswerProblem[];

  constructor(problems: readonly AnswerProblem[]) {
    super(problems.map(({ message }) => message).join('; '));
    this.name = 'AnswersUnfit';
    this.problems = problems;
  }
}

type Side = 'question' | 'answer';

/** Answers → the XML of the question, valid by the schema of the type. @throws AnswersUnfit, SchemaFault */
export function toXml(type: RequestTypeDefinition, answers: JsonObject, facts?: RequestFacts): string {
  const { xml, problems } = drafted(type, 'question', { answers, facts });
  if (problems.length > 0) throw new AnswersUnfit(problems);
  return xml;
}

/** An answer as the other side would write it: for emulators and tests. @throws AnswersUnfit, SchemaFault */
export function answerToXml(type: RequestTypeDefinition, answers: JsonObject): string {
  const { xml, problems } = drafted(type, 'answer', { answers });
  if (problems.length > 0) throw new AnswersUnfit(problems);
  return xml;
}

/** Why answers make no valid question; empty: they do. @throws SchemaFault */
export function questionProblems(type: RequestTypeDefinition, answers: JsonObject): readonly AnswerProblem[] {
  const facts = { id: '00000000-0000-4000-8000-000000000000', createdAt: new Date(0) };
  return drafted(type, 'question', { answers, facts }).problems;
}

/** Why an answer would make no valid message; empty: it does. @throws SchemaFault */
export function answerProblems(type: RequestTypeDefinition, answers: JsonObject): readonly AnswerProblem[] {
  return drafted(type, 'answer', { answers }).problems;
}

export interface ReadAnswer {
  readonly answers: JsonObject;
  /** Why the document does not fit its schema, in Russian; the answers are then what could be read of it. */
  readonly problems: readonly string[];
  /** What of a valid document the answers do not hold. */
  readonly notes: readonly string[];
}

/** The XML of an answer → what the form of the type shows. @throws XmlProblem, SchemaFault */
export function fromXml(type: RequestTypeDefinition, xml: string | Uint8Array): ReadAnswer {
  return readSide(type, 'answer', xml);
}

/** The XML of a question, as the other side reads it. @throws XmlProblem, SchemaFault */
export function questionFromXml(type: RequestTypeDefinition, xml: string | Uint8Array): ReadAnswer {
  return readSide(type, 'question', xml);
}

function readSide(type: RequestTypeDefinition, side: Side, xml: string | Uint8Array): ReadAnswer {
  const root = rootOf(type, side);
  const problems = judge(type.schemas ?? {}, xml);
  const document = readPlainXml(xml);
  if (document.name !== root.name || document.namespace !== root.namespace) {
    return { answers: {}, problems: [`корневой элемент «${document.name}», а нужен «${root.name}»`], notes: [] };
  }
  return { ...readDocument({ root, places: placesOf(type, side) }, document), problems };
}

interface Drafted {
  readonly answers: JsonObject;
  readonly facts?: RequestFacts | undefined;
}

function drafted(type: RequestTypeDefinition, side: Side, { answers, facts }: Drafted) {
  const given = side === 'question' && facts !== undefined ? givenOf(settingsOf(type), facts) : {};
  const { xml, problems } = writeDocument(
    { root: rootOf(type, side), places: placesOf(type, side), given, keepsEmpty: side === 'answer' },
    answers,
  );
  if (problems.length > 0) return { xml, problems };
  return {
    xml,
    problems: judge(type.schemas ?? {}, xml).map(
      (message): AnswerProblem => ({ pointer: '', message: `Сообщение не подходит под схему: ${message}` }),
    ),
  };
}

function givenOf({ given = {} }: InformationType, { id, createdAt }: RequestFacts): Record<string, string> {
  const values: Record<Given, string> = {
    requestId: id,
    elementId: `id-${id}`,
    createdOn: createdAt.toISOString().slice(0, 10),
  };
  return Object.fromEntries(Object.entries(given).map(([place, what]) => [place, values[what]]));
}

function placesOf({ message }: RequestTypeDefinition, side: Side): Readonly<Record<string, string>> {
  return message?.[side].places ?? {};
}

/** @throws SchemaFault */
function settingsOf({ settings = {} }: RequestTypeDefinition): InformationType {
  const { namespace, root, answerRoot } = settings;
  if (typeof namespace === 'string' && typeof root === 'string' && typeof answerRoot === 'string') {
    return settings as unknown as InformationType;
  }
  throw new SchemaFault(
    'wrongSettings',
    '/settings',
    'Укажите namespace, root и answerRoot – корневые элементы вопроса и ответа',
  );
}

const roots = new WeakMap<RequestTypeDefinition, Partial<Record<Side, ElementContent>>>();
const models = new WeakMap<object, SchemaModel>();

/** A published type never changes: what its schema says is found once. @throws SchemaFault */
export function rootOf(type: RequestTypeDefinition, side: Side): ElementContent {
  const known = roots.get(type) ?? {};
  roots.set(type, known);
  known[side] ??= buildContent(modelOf(type), rootKey(settingsOf(type), side)).root;
  return known[side];
}

/** An official signs the root by its `Id`; a schema that has none takes no such signature. @throws SchemaFault */
export function takesId(type: RequestTypeDefinition): boolean {
  return rootOf(type, 'question').attributes.some(({ name, namespace }) => name === 'Id' && namespace === '');
}

function rootKey({ namespace, root, answerNamespace = namespace, answerRoot }: InformationType, side: Side): string {
  return side === 'question' ? keyOf(namespace, root) : keyOf(answerNamespace, answerRoot);
}

function modelOf({ schemas = {} }: RequestTypeDefinition): SchemaModel {
  const known = models.get(schemas);
  if (known !== undefined) return known;
  const model = readSchema(sourcesOf(schemas));
  assertFoldable(model);
  assertCompilable(model);
  models.set(schemas, model);
  return model;
}

function sourcesOf(schemas: Readonly<Record<string, string>>): SourceFile[] {
  const encoder = new TextEncoder();
  return Object.entries(schemas).map(([name, text]) => ({ name, content: encoder.encode(text) }));
}
