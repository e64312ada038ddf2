import { readFileSync } from 'node:fs';
import type { TypeName } from './mailbox.ts';
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
  /** Valid by the schema of the type. `{{Name}}` stands for the text of that element of the request. */
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
  readonly answers: readonly PlayedAnswer[];
}

export interface InformationType {
  readonly title: string;
  readonly request: TypeName;
  readonly response: TypeName;
  readonly provider: { readonly mnemonic: string; readonly title: string };
  readonly check: SchemaCheck;
  readonly answers: readonly PlayedAnswer[];
}

/** @throws Error a file that is missing, or a schema that is wrong */
export function readInformationType(folder: URL): InformationType {
  const read = (name: string) => readFileSync(new URL(name, folder));
  const file = JSON.parse(read('type.json').toString('utf8')) as TypeFile;
  const { title, namespace, root, response, provider, answers } = file;
  return {
    title,
    request: { namespace, root },
    response: { namespace: response.namespace ?? namespace, root: response.root },
    provider,
    check: compileSchema(file.schemas.map((name) => ({ name, content: read(name) }))),
    answers,
  };
}
