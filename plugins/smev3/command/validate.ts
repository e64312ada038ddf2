import type { Terminal } from '@reglament/sdk';
import { parseXml } from '@reglament/xml';
import { judge } from '@reglament/xml/information-type';
import { type SmevVersion, versions } from '../config.ts';
import { validateTransport } from '../schemas/validate-transport.ts';
import { readArguments, readGiven } from './arguments.ts';
import { readMessage } from './message-file.ts';
import { WrongCall } from './wrong-call.ts';

export async function validateCommand(args: readonly string[], terminal: Terminal): Promise<0 | 1> {
  const { values, file } = readArguments(args, {
    'schema-version': { type: 'string' },
    schemas: { type: 'string' },
    xsd: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  });
  const { 'schema-version': version, schemas, xsd } = values;
  if (xsd && (version !== undefined || schemas !== undefined)) {
    throw new WrongCall('С --xsd не называют --schema-version и --schemas');
  }
  const source = await readMessage(file, terminal);
  const problems = xsd
    ? judge(await readSchemas(xsd), source)
    : validateTransport(source, versionOf(version, source), schemas);
  if (values.json) terminal.out(JSON.stringify({ valid: problems.length === 0, problems }, null, 2));
  else for (const line of problems.length === 0 ? ['Подходит'] : problems) terminal.out(line);
  return problems.length === 0 ? 0 : 1;
}

async function readSchemas(files: readonly string[]): Promise<Record<string, string>> {
  const read = files.map(async (file) => [file, Buffer.from(await readGiven(file)).toString('utf8')] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** @throws WrongCall, XmlProblem */
function versionOf(named: string | undefined, source: Uint8Array): SmevVersion {
  const text = Buffer.from(source).toString('utf8');
  const own = /urn:\/\/x-artefacts-smev-gov-ru\/services\/message-exchange\/types\/(?:\w+\/)?(\d\.\d)/.exec(text)?.[1];
  const version = versions.find((one) => one === (named ?? own));
  if (version) return version;
  // What is no XML has no version either, and that is not what is wrong with it.
  if (named === undefined) parseXml(source);
  throw new WrongCall(
    named === undefined
      ? 'По сообщению версия схем не видна: назовите --schema-version'
      : `Версии схем «${named}» нет: есть ${versions.join(', ')}`,
  );
}
