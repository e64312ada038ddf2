import type { Terminal } from '@reglament/sdk';
import { parseXml } from '@reglament/xml';
import { smevTransform } from '../transform/transform.ts';
import { readArguments, readSource } from './arguments.ts';

export async function transformCommand(args: readonly string[], terminal: Terminal): Promise<0> {
  const { values, file } = readArguments(args, { json: { type: 'boolean' } });
  const text = smevTransform(parseXml(await readSource(file, terminal)).text);
  if (values.json) terminal.out(JSON.stringify({ text }));
  else terminal.write(text);
  return 0;
}
