import type { Terminal } from '@reglament/sdk';
import { parseXml } from '@reglament/xml';
import { smevTransform } from '../transform/transform.ts';
import { readArguments, readSource } from './arguments.ts';

export const transformUsage = `reglament smev3 transform – преобразование urn://smev-gov-ru/xmldsig/transform

  reglament smev3 transform [файл]   преобразовать XML из файла или со стандартного ввода

Печатает только преобразованный текст, без перевода строки в конце: его хеш стоит в подписи. То, что ещё не в канонической
записи (exc-c14n), сначала приводится к ней.

  --json    ответ в виде JSON: { "text": … }
  --help    эта справка

Код завершения: 0 – сделано, 2 – неверный вызов, или это не XML, или в нём есть то, чего преобразование не знает.`;

export async function transformCommand(args: readonly string[], terminal: Terminal): Promise<0> {
  const { values, file } = readArguments(args, { json: { type: 'boolean' } });
  const text = smevTransform(parseXml(await readSource(file, terminal)).text);
  if (values.json) terminal.out(JSON.stringify({ text }));
  else terminal.write(text);
  return 0;
}
