import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { DefinitionDeps } from '../definition/commands.ts';
import { renderDocx } from '../document/render-docx.ts';
import { renderPdf } from '../document/render-pdf.ts';
import { changeDocument } from './change-text.ts';
import { regulationOfVersion } from './read-regulation.ts';
import { regulationDocument } from './regulation-document.ts';

export const regulationUsage = `reglament regulation – услуга текстом для юриста

  reglament regulation код файл.pdf     вся услуга: паспорт, документы, сведения, порядок, решения; файл .pdf или .docx

  --version номер   не действующая версия, а названная
  --since номер     только отличия от этой версии, по пунктам
  --help            эта справка

Код завершения: 0 – сделано, 2 – неверный вызов или такой услуги, версии нет.`;

interface Output {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** `reglament regulation …` */
export async function regulationCli(
  args: readonly string[],
  deps: DefinitionDeps,
  { out, err }: Output,
): Promise<0 | 2> {
  const call = readCall(args);
  if (call === undefined) {
    err(regulationUsage);
    return 2;
  }
  const now = new Date();
  const read = (version: number | undefined) =>
    regulationOfVersion(deps, { code: call.code, version, timeZone: 'Europe/Moscow' });
  const regulation = await read(call.version);
  const model =
    call.since === undefined
      ? regulationDocument(regulation, now)
      : changeDocument(await read(call.since), regulation, now);
  await writeFile(call.file, call.file.endsWith('.pdf') ? renderPdf(model) : await renderDocx(model));
  out(`${call.file}: ${model.title}`);
  return 0;
}

function readCall(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { version: { type: 'string' }, since: { type: 'string' } },
    });
    const [code, file, ...rest] = positionals;
    const numbers = [values.version, values.since].filter((one) => one !== undefined);
    const sound = numbers.every((one) => /^[1-9]\d{0,8}$/.test(one)) && /\.(pdf|docx)$/.test(file ?? '');
    if (code === undefined || file === undefined || rest.length > 0 || !sound) return undefined;
    return { code, file, version: numberOf(values.version), since: numberOf(values.since) };
  } catch {
    return undefined;
  }
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
