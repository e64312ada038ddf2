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
import { zipBytes } from '../support/zip-bytes.ts';

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

describe('what another system answers with', () => {
  const page = '<!doctype html><script>alert(1)</script><p>Ответ';
  const saved = `From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n--x`;
  const xml = '<?xml version="1.0"?>';
  const zip = (name: string) => zipBytes([{ name, content: Buffer.from(page) }]);
  const inspectAnswer = async (name: string, content: string | Buffer, answered = true) => {
    const path = join(folder, 'answer');
    await writeFile(path, content);
    return inspectFile(path, name, { answered }).catch(({ code }: Refusal) => code);
  };

  it.each([
    ['ответ.html', page, 'ответ.html', 'text/html'],
    ['ответ.htm', page, 'ответ.htm', 'text/html'],
    ['ответ', page, 'ответ.html', 'text/html'],
    ['ответ.pdf', page, 'ответ.pdf.html', 'text/html'],
    ['отчёт.xls', '<table><tr><td>1</table>', 'отчёт.xls.html', 'text/html'],
    [
      'ответ.html',
      `<!-- a -->${xml}<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html>`,
      'ответ.html',
      'text/html',
    ],
    ['печать.mht', saved, 'печать.mht', 'multipart/related'],
    ['заключение.doc', saved, 'заключение.doc.mht', 'multipart/related'],
    [
      'схема.svg',
      `${xml}<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>`,
      'схема.svg',
      'image/svg+xml',
    ],
    [
      'выписка.xml',
      `${xml}<?xml-stylesheet type="text/xsl" href="https://a/b.xsl"?><a/>`,
      'выписка.xml',
      'application/xml',
    ],
    ['скан.dat', pdfBytes(), 'скан.dat.pdf', 'application/pdf'],
    ['скан.jpg', pdfBytes(), 'скан.jpg.pdf', 'application/pdf'],
    ['выписка.zip', zip('выписка.html'), 'выписка.zip', 'application/zip'],
  ])('%s, %.20s: is kept as %s', async (given, content, ...kept) => {
    const [name, mediaType] = kept;
    expect(await inspectAnswer(given, content)).toEqual({ name, mediaType });
    if (given !== 'ответ') expect(await inspectAnswer(given, content, false)).toBe('fileRefused');
  });

  it.each([
    ['page with an archive behind it', 'ответ.html', Buffer.concat([Buffer.from(page), zip('a.txt')])],
    ['entities in a drawing', 'а.svg', `${xml}<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>`],
    ['entities in XML', 'а.xml', `${xml}<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>`],
    ['program in an archive', 'а.zip', zip('a.exe')],
    ['program', 'а.html', 'MZ\x90\0\x03\0\0\0'],
    ['PHP', 'а.html', '<?php system($_GET["c"]); ?>'],
  ])('%s is refused', async (_what, name, content) => {
    expect(await inspectAnswer(name, content)).toBe('fileRefused');
  });

  it('comes to an end whatever stands before the first mark', async () => {
    const comments = '<!---->'.repeat(100_000);
    expect(await inspectAnswer('а.txt', `${comments}x`, false)).toMatchObject({ mediaType: 'text/plain' });
    expect(await inspectAnswer('а.html', `${comments}${xml.repeat(100_000)}<html>`)).toMatchObject({ name: 'а.html' });
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
