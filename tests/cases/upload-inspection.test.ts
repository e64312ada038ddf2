import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../core/src/errors.ts';
import { contentDisposition, safeFileName } from '../../core/src/file/file-name.ts';
import { inspectFile } from '../../core/src/file/inspect-file.ts';
import { HOSTILE_NAMES } from '../support/hostile-names.ts';
import { pdfBytes } from '../support/sample-bytes.ts';
import { ACCEPTED, REFUSED, type Sample } from '../support/upload-samples.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-upload-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function inspect({ name, make }: Pick<Sample, 'name' | 'make'>) {
  const path = join(folder, 'sample');
  await writeFile(path, make());
  const started = performance.now();
  try {
    return await inspectFile(path, name);
  } finally {
    // The figure is 2 s; ten times as much would be hanging.
    expect(performance.now() - started).toBeLessThan(20_000);
  }
}

describe('an uploaded file', () => {
  it.each(REFUSED)('$what is refused', async (sample) => {
    const refusal = await inspect(sample).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'fileRefused', message: expect.stringMatching(/^[А-ЯA-Z].*[.]$/s) });
  });

  it.each(ACCEPTED)('$what is accepted as $mediaType', async (sample) => {
    expect((await inspect(sample)).mediaType).toBe(sample.mediaType);
  });

  it('gets the extension that its name lacks', async () => {
    expect((await inspect({ name: 'скан', make: pdfBytes })).name).toBe('скан.pdf');
  });
});

describe('a page of HTML', () => {
  const page = Buffer.from('<!doctype html><script>alert(1)</script><p>Ответ');
  const inspectPage = async (name: string, bytes: Buffer, html?: boolean) => {
    const path = join(folder, 'page');
    await writeFile(path, bytes);
    return inspectFile(path, name, html === undefined ? {} : { html }).catch(({ code }: Refusal) => code);
  };

  it.each([
    ['ответ.html', 'ответ.html'],
    ['ответ.htm', 'ответ.htm'],
    ['ответ', 'ответ.html'],
    ['ответ.pdf', 'ответ.pdf.html'],
  ])('answered as %s is kept as %s', async (given, name) => {
    expect(await inspectPage(given, page, true)).toEqual({ name, mediaType: 'text/html' });
  });

  it('is refused where a person brings it, and so is what only looks like one', async () => {
    expect(await inspectPage('ответ.html', page)).toBe('fileRefused');
    expect(await inspectPage('ответ.html', Buffer.from('<svg onload=alert(1)></svg>'), true)).toBe('fileRefused');
    const archive = ACCEPTED.find(({ mediaType }) => mediaType === 'application/zip')?.make() ?? Buffer.alloc(0);
    expect(await inspectPage('ответ.html', Buffer.concat([page, archive]), true)).toBe('fileRefused');
  });
});

describe('the name of a file', () => {
  it.each(HOSTILE_NAMES)('%j is kept as %j', async (given, kept) => {
    expect((await inspect({ name: given, make: pdfBytes })).name).toBe(kept);
    const header = contentDisposition('attachment', given);
    expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[!-~]+$/);
    expect(header.match(/"/g)).toHaveLength(2);
  });

  it('is cut to what a file system takes, with the extension kept', () => {
    const name = safeFileName(`${'Очень длинное имя '.repeat(40)}.docx`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
    expect(name.endsWith('.docx')).toBe(true);
  });
});
