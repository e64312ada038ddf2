import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openScanner } from '../../core/src/file/scanner.ts';
import { type ClamdEmulator, MALWARE_MARK, startClamd } from '../support/clamd-emulator.ts';

let folder = '';
let clamd: ClamdEmulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-scan-'));
  clamd = await startClamd();
});
afterEach(() => {
  clamd.answer = undefined;
});
afterAll(async () => {
  await clamd.close();
  await rm(folder, { recursive: true, force: true });
});

async function fileWith(content: string | Buffer): Promise<string> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  return path;
}

describe('the scanner', () => {
  it('sends the whole content in chunks and lets a clean file through', async () => {
    const content = randomBytes(1_000_000);
    await openScanner(clamd.url)(await fileWith(content));
    expect(clamd.scanned.at(-1)?.equals(content)).toBe(true);
  });

  it('refuses what clamd names', async () => {
    const path = await fileWith(`начало ${MALWARE_MARK} конец`);
    await expect(openScanner(clamd.url)(path)).rejects.toMatchObject({ code: 'fileRefused', status: 422 });
  });

  it.each(['INSTREAM size limit exceeded. ERROR', '', 'nonsense'])(
    'takes the answer %j for no answer',
    async (answer) => {
      clamd.answer = answer;
      const scanning = openScanner(clamd.url)(await fileWith('текст'));
      await expect(scanning).rejects.toMatchObject({ code: 'scannerUnavailable', status: 503 });
    },
  );

  it('says that nobody could look when clamd is away', async () => {
    const gone = await startClamd();
    await gone.close();
    const scanning = openScanner(gone.url)(await fileWith('текст'));
    await expect(scanning).rejects.toMatchObject({ code: 'scannerUnavailable', status: 503 });
  });

  it('looks at nothing when none is set up', async () => {
    const before = clamd.scanned.length;
    await openScanner('none')(await fileWith(MALWARE_MARK));
    expect(clamd.scanned.length).toBe(before);
  });
});
