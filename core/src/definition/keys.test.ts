import { readFileSync } from 'node:fs';
import { type JsonSchema, schemas } from '@reglament/format';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { formats } from '../rules.ts';

interface Row {
  readonly key: string;
  readonly required: boolean;
  readonly example: string;
}

type Definitions = Readonly<Record<string, Pick<JsonSchema, 'properties' | 'required'>>>;

const ajv = new Ajv({ strict: false, discriminator: true, formats });
for (const schema of Object.values(schemas)) ajv.addSchema(schema);

/** Every object of the format that has keys, by its name. */
const defined = new Map(
  Object.values(schemas).flatMap(({ $id, definitions }) =>
    Object.entries(definitions as Definitions).flatMap(([name, { properties, required = [] }]) =>
      properties === undefined ? [] : [[name, { id: $id, properties, required }] as const],
    ),
  ),
);

/** `### Name` and the rows of the table below it. */
function readTables(): Map<string, Row[]> {
  const tables = new Map<string, Row[]>();
  let rows: Row[] = [];
  for (const line of readFileSync(new URL('../../../service-definitions/KEYS.md', import.meta.url), 'utf8').split(
    '\n',
  )) {
    const name = /^### (\w+)$/.exec(line)?.[1];
    if (name !== undefined) {
      rows = [];
      tables.set(name, rows);
    }
    const [, key, star, example] = /^\| `([\w$]+)`( \*)? \| .+ \| `(.+)` \|$/.exec(line) ?? [];
    if (key !== undefined && example !== undefined) {
      rows.push({ key, required: star !== undefined, example: example.replaceAll('\\|', '|') });
    }
  }
  return tables;
}

const tables = readTables();

test('service-definitions/KEYS.md has every key of the format and no other', () => {
  const keysOf = (rows: readonly Row[]) => rows.map(({ key, required }) => `${key}${required ? ' *' : ''}`);
  expect(Object.fromEntries([...tables].map(([name, rows]) => [name, keysOf(rows)]))).toEqual(
    Object.fromEntries(
      [...defined].map(([name, { properties, required }]) => [
        name,
        Object.keys(properties).map((key) => `${key}${required.includes(key) ? ' *' : ''}`),
      ]),
    ),
  );
});

test('every example of a key is right by the schema', () => {
  const wrong = [...tables].flatMap(([name, rows]) =>
    rows.flatMap(({ key, example }) => {
      const found = defined.get(name);
      const check = ajv.compile({ $ref: `${found?.id}#/definitions/${name}/properties/${key}` });
      return check(JSON.parse(example)) ? [] : [`${name}.${key}: ${example}: ${ajv.errorsText(check.errors)}`];
    }),
  );
  expect(wrong).toEqual([]);
});
