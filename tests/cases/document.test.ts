import { buffer } from 'node:stream/consumers';
import type { DocumentTemplate } from '@reglament/format';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { buildDocument, type DocumentInput } from '../../core/src/document/build-document.ts';
import { renderDocx } from '../../core/src/document/render-docx.ts';
import { renderPdf } from '../../core/src/document/render-pdf.ts';
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts';
import { pdfText } from '../support/pdf-text.ts';

const createdAt = new Date('2025-03-12T11:05:07.000Z');

function input(body: DocumentTemplate['body'], data: DocumentInput['data'] = {}): DocumentInput {
  const template: DocumentTemplate = { title: 'Решение о выдаче', body };
  return { template, data, rules: { data: {}, today: '2025-03-12' }, stamp: null, createdAt };
}

async function docxParts(docx: Buffer): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  const archive = await fromBufferPromise(docx);
  for await (const entry of archive.eachEntry()) {
    parts.set(entry.fileName, (await buffer(await archive.openReadStreamPromise(entry))).toString('utf8'));
  }
  return parts;
}

/** Letters of a Word document as Word reads them. */
async function docxText(docx: Buffer): Promise<string> {
  const xml = (await docxParts(docx)).get('word/document.xml') ?? '';
  const texts = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => text);
  return texts
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

const unspaced = (text: string) => text.replace(/\s+/g, '');

describe('a person’s text in a paper', () => {
  it('has 80 payloads to survive', () => {
    expect(new Set(HOSTILE_TEXTS).size).toBe(80);
  });

  it.each(HOSTILE_TEXTS)('%s stays literal as a value, in a title and in the template itself', async (payload) => {
    const data = { answers: { text: payload, rows: [{ cell: payload }] }, organisation: { title: payload } };
    const template: DocumentTemplate['body'] = [
      { type: 'heading', level: 1, text: '{{answers.text}}' },
      { type: 'paragraph', align: 'left', text: '{{answers.text}}' },
      { type: 'list', items: ['{{answers.text}}'] },
      { type: 'table', columns: [{ title: '{{answers.text}}' }], each: 'answers.rows', rows: [['{{item.cell}}']] },
    ];
    const stamp = { kind: 'approval', position: payload, name: payload, at: payload } as const;
    const model = buildDocument({ ...input([...template, { type: 'stamp' }], data), stamp });
    expect(
      occurrences(pdfText(renderPdf(model)).replaceAll('-', ''), unspaced(payload).replaceAll('-', '')),
    ).toBeGreaterThanOrEqual(5);
    expect(occurrences(await docxText(await renderDocx(model)), payload)).toBeGreaterThanOrEqual(7);
  });

  it('is not filled in a second time', () => {
    const data = { answers: { text: '{{organisation.title}}' }, organisation: { title: 'Тайна' } };
    const model = buildDocument(input([{ type: 'paragraph', text: 'а {{answers.text}} б' }], data));
    expect(model.blocks).toEqual([
      { type: 'paragraph', text: 'а {{organisation.title}} б', align: 'justify', bold: false },
    ]);
  });

  it('never stops the printing: characters without a glyph, control characters, lone surrogates, overrides', async () => {
    const text = 'нач\u0000ало 😀 漢字 \u202eоборот \ud800 \ufffe شكرا ﬁ конец';
    const model = buildDocument(
      input([{ type: 'paragraph', align: 'left', text: '{{answers.text}}' }], { answers: { text } }),
    );
    const expected = 'начало???оборот?????fiконец';
    expect(pdfText(renderPdf(model))).toContain('начало');
    const word = unspaced(await docxText(await renderDocx(model)));
    expect(word.replace('ﬁ', 'fi')).toBe(expected);
  });
});

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

describe('the paper', () => {
  const model = buildDocument({
    ...input(
      [
        { type: 'heading', level: 1, text: 'РЕШЕНИЕ' },
        { type: 'paragraph', text: 'Утвердить.' },
        { type: 'pageBreak' },
        { type: 'paragraph', text: 'Вторая страница.' },
        { type: 'stamp' },
      ],
      { organisation: { title: 'Управление архитектуры', address: 'ул. Мира, 1' } },
    ),
    stamp: { kind: 'approval', position: 'Начальник', name: 'Соколов А. В.', at: '12.03.2025 14:05' },
  });

  it('is the same bytes for the same facts, and holds no other time than the given one', async () => {
    const [pdf, docx] = [renderPdf(model), await renderDocx(model)];
    expect(renderPdf(model).equals(pdf)).toBe(true);
    expect((await renderDocx(model)).equals(docx)).toBe(true);
    const archive = await fromBufferPromise(docx);
    // The clock of the zip format has steps of two seconds.
    const steps = new Date('2025-03-12T11:05:06.000Z');
    for await (const entry of archive.eachEntry()) expect(entry.getLastModDate({ timezone: 'UTC' })).toEqual(steps);
    const year = new Date().getUTCFullYear();
    for (const part of (await docxParts(docx)).values()) expect(part).not.toContain(`>${year}-`);
  });

  it('is PDF/A-2b in Russian with its title, date and embedded fonts', () => {
    const pdf = renderPdf(model).toString('latin1');
    expect(pdf).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
    expect(pdf).toContain('/S /GTS_PDFA1');
    expect(pdf).toMatch(/\/Lang \(ru(-RU)?\)/);
    expect(Buffer.from(pdf, 'latin1').toString('utf8')).toContain('Решение о выдаче</rdf:li>');
    expect(pdf).toContain('<xmp:CreateDate>2025-03-12T11:05:07');
    const fonts = pdf.match(/\/FontFile2 \d+ 0 R/g) ?? [];
    expect(fonts.length).toBe(pdf.match(/\/FontDescriptor\n/g)?.length);
    expect(pdf).not.toMatch(/\/(?:JavaScript|Launch|EmbeddedFile|URI)\b/);
  });

  it('carries letterhead, stamp and page numbers from the second page on', async () => {
    const pdf = pdfText(renderPdf(model));
    for (const text of [
      'УПРАВЛЕНИЕАРХИТЕКТУРЫ',
      'ул.Мира,1',
      'УТВЕРЖДЕНО',
      'Датаивремя:12.03.202514:05',
      'СоколовА.В.',
    ]) {
      expect(pdf).toContain(text);
    }
    expect(pdf).toContain('2Втораястраница.');
    expect(pdf).not.toContain('1УПРАВЛЕНИЕ');
    const parts = await docxParts(await renderDocx(model));
    expect(parts.get('word/document.xml')).toContain('УПРАВЛЕНИЕ АРХИТЕКТУРЫ');
    expect([...parts.values()].some((part) => part.includes('PAGE'))).toBe(true);
    expect(parts.get('docProps/core.xml')).toContain('2025-03-12T11:05:07Z');
  });

  it('has no stamp while nobody has approved', () => {
    const draft = buildDocument(input([{ type: 'paragraph', text: 'Текст' }, { type: 'stamp' }]));
    expect(draft.blocks.map(({ type }) => type)).toEqual(['paragraph']);
  });
});
