import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExchangedType } from '@reglament/sdk';
import { checkJson } from './check-json.ts';
import type { TypeName } from './mailbox.ts';
import type { KnownOrganisation } from './organisation.ts';
import type { PlayedFile } from './played-file.ts';
import { compileSchema, type SchemaCheck } from './schema.ts';

/** One answer of the provider that the emulator plays for a type. */
export interface PlayedAnswer {
  readonly title: string;
  /** Texts of elements of the request, by local name; absent: fits every request. */
  readonly when?: Readonly<Record<string, string>>;
  /** Seconds until the answer lies in the queue. */
  readonly after?: number;
  /** Statuses that come before it. */
  readonly interim?: readonly { readonly code: number; readonly text: string }[];
  /** Elements of the request that name an organisation by its number; only for one that the register can have. */
  readonly organisation?: readonly string[];
  /** Valid by the schema of the type. `{{Name}}` stands for the text of that element of the request, `{{юл.…}}` for the organisation. */
  readonly xml?: string;
  readonly reject?: readonly { readonly code: string; readonly text: string }[];
  readonly files?: readonly PlayedFile[];
  readonly silence?: boolean;
}

/** Scenario file of an information type, `type.json` beside its schemas. */
export interface TypeFile {
  readonly title: string;
  readonly namespace: string;
  readonly root: string;
  readonly response: { readonly namespace?: string; readonly root: string };
  readonly provider: { readonly mnemonic: string; readonly title: string };
  /** The first one is the schema itself. */
  readonly schemas: readonly string[];
  /** Those of the register that are not made up from their number. */
  readonly organisations?: readonly KnownOrganisation[];
  readonly answers: readonly PlayedAnswer[];
}

export interface InformationType {
  readonly title: string;
  readonly request: TypeName;
  readonly response: TypeName;
  readonly provider: { readonly mnemonic: string; readonly title: string };
  readonly check: SchemaCheck;
  readonly answers: readonly PlayedAnswer[];
  readonly organisations?: readonly KnownOrganisation[];
  /** What is answered to this content, where the type says it by itself and not by a list. */
  readonly answerTo?: (content: string) => PlayedAnswer;
  /** Participants answer it, and nobody plays. */
  readonly exchanged?: ExchangedType;
}

/** A folder with `type.json` and schemas. @throws Error in words: a file that is missing or wrong, an answer that breaks its schema */
function readInformationType(folder: URL): InformationType {
  const read = (name: string) => readFileSync(new URL(name, folder));
  const place = fileURLToPath(new URL('type.json', folder));
  const file = readTypeFile(place);
  const { title, namespace, root, response, provider, answers, organisations = [] } = file;
  const type = {
    title,
    request: { namespace, root },
    response: { namespace: response.namespace ?? namespace, root: response.root },
    provider,
    check: compileSchema(file.schemas.map((name) => ({ name: basename(name), content: read(name) }))),
    answers,
    organisations,
  };
  for (const answer of answers) checkAnswer(type, answer, place);
  return type;
}

/** All types that lie in the folders of a folder; a folder without `type.json` is something else. */
export function readInformationTypes(folder: URL): InformationType[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => new URL(`${encodeURIComponent(name)}/`, folder))
    .filter((each) => existsSync(new URL('type.json', each)))
    .map(readInformationType);
}

function readTypeFile(place: string): TypeFile {
  let file: unknown;
  try {
    file = JSON.parse(readFileSync(place, 'utf8'));
  } catch (error) {
    throw new Error(`${place}: не JSON – ${error instanceof Error ? error.message : String(error)}`);
  }
  checkJson(file, { title: place });
  return file as TypeFile;
}

/** What takes words from the request is checked when there is one. */
function checkAnswer({ check }: InformationType, { title, xml }: PlayedAnswer, place: string): void {
  if (xml === undefined || xml.includes('{{')) return;
  const [problem] = check(xml);
  if (problem) throw new Error(`${place}: ответ «${title}» не по схеме: ${problem.text}`);
}
