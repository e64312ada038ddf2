import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

interface Picked {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * Files on the disk for a field of files: the browser is told where they are. Bytes handed over instead go through its protocol
 * as text, which takes megabytes longer than a test waits on a busy machine. Gone with the test.
 */
export function filesToPick(files: readonly Picked[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-picked-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return files.map(({ name, content }) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  });
}
