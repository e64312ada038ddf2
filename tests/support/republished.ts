import { publish } from '../../core/src/definition/commands.ts';
import type { TestServer } from './server.ts';

/** Another administrator gives questions of a published service other titles. */
export async function publishFellingWith(server: TestServer, titles: Readonly<Record<string, string>>): Promise<void> {
  const { content } = server.deps.definitions.latest('service', 'treeFellingPermit');
  const { form } = content;
  const properties = Object.fromEntries(
    Object.entries(form.schema.properties).map(([code, schema]) => [
      code,
      { ...schema, ...(titles[code] === undefined ? {} : { title: titles[code] }) },
    ]),
  );
  const text = JSON.stringify({ ...content, form: { ...form, schema: { ...form.schema, properties } } });
  const place = { kind: 'service', code: 'treeFellingPermit' } as const;
  await publish(server.deps, { ...place, text, author: null, comment: null });
}
