import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openDocx } from './docx-package.ts';
import { templateOf } from './docx-template.ts';
import { readXml } from './xml-tree.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const document = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`;
const docx = (body: string, more: Record<string, string> = {}) =>
  zipSync({
    'word/document.xml': bytes(document(body)),
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, bytes(text)])),
  });
const nodes = (body: string, more?: Record<string, string>) => templateOf(openDocx(docx(body, more)));
const paragraph = (text: string, properties = '') =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

const styles = `<w:styles xmlns:w="w"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>`;
const numbering = `<w:numbering xmlns:w="w">
  <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
  <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
  <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>`;
const item = (number: string, text: string) =>
  paragraph(text, `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${number}"/></w:numPr>`);

test.each<[string, string, unknown[]]>([
  [
    'абзац',
    paragraph('Текст &amp; «слово»', '<w:jc w:val="both"/>'),
    [{ type: 'paragraph', text: 'Текст & «слово»', align: 'justify' }],
  ],
  [
    'заголовок по имени стиля',
    paragraph('Решение', '<w:pStyle w:val="1"/><w:jc w:val="center"/>'),
    [{ type: 'heading', level: 1, text: 'Решение', align: 'center' }],
  ],
  [
    'сведение, разбитое Word на куски, – одно',
    '<w:p><w:r><w:t>{{appli</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>cant.name}}</w:t></w:r></w:p>',
    [{ type: 'paragraph', text: '{{applicant.name}}', align: 'left' }],
  ],
  [
    'жирный, если жирно всё',
    '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Важно</w:t></w:r></w:p>',
    [{ type: 'paragraph', text: 'Важно', align: 'left', bold: true }],
  ],
  [
    'перечни: номера и тире, подряд – один',
    item('5', 'раз') + item('5', 'два') + item('6', 'три'),
    [
      { type: 'list', ordered: true, items: ['раз', 'два'] },
      { type: 'list', items: ['три'] },
    ],
  ],
  [
    'таблица с объединённой ячейкой',
    `<w:tbl><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/></w:tblGrid>
     <w:tr><w:tc>${paragraph('Что')}</w:tc><w:tc>${paragraph('Сколько')}</w:tc></w:tr>
     <w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${paragraph('Всё')}</w:tc></w:tr></w:tbl>`,
    [{ type: 'table', columns: [{ title: 'Что' }, { title: 'Сколько', width: 2 }], rows: [['Всё', '']] }],
  ],
  ['пустые строки', `${paragraph('А')}<w:p/><w:p/>${paragraph('Б')}`, ['paragraph', 'space', 'paragraph']],
  ['новая страница', `${paragraph('А')}<w:p><w:r><w:br w:type="page"/></w:r></w:p>`, ['paragraph', 'pageBreak']],
  [
    'правка под рецензией: взято вставленное',
    '<w:p><w:del><w:r><w:delText>старое</w:delText></w:r></w:del><w:ins><w:r><w:t>новое</w:t></w:r></w:ins></w:p>',
    [{ type: 'paragraph', text: 'новое', align: 'left' }],
  ],
])('%s', (_, body, made) => {
  const { body: parts } = nodes(body, { 'word/styles.xml': styles, 'word/numbering.xml': numbering });
  const shown = parts.slice(0, -1).map((node, at) => (typeof made[at] === 'string' ? node.type : node));
  expect(shown).toEqual(made);
  expect(parts.at(-1)).toEqual({ type: 'stamp' });
});

test('чего не перенести, названо', () => {
  const { lost } = nodes('<w:p><w:r><w:drawing/></w:r></w:p>', { 'word/header1.xml': '<w:hdr/>' });
  expect(lost).toEqual(['картинки и надписи в рамках', 'колонтитулы: бланк ставит платформа']);
});

test('макросы, вложенные объекты и связи наружу остаются в файле: читаются одни слова', () => {
  const { body, lost } = nodes(paragraph('Текст'), {
    'word/vbaProject.bin': 'MZ',
    'word/embeddings/oleObject1.bin': 'MZ',
    'word/_rels/document.xml.rels':
      '<Relationships><Relationship Id="r1" TargetMode="External" Target="http://evil.example/a.dotm"/></Relationships>',
    'word/settings.xml': '<w:settings><w:attachedTemplate r:id="r1"/></w:settings>',
  });
  expect(body).toEqual([{ type: 'paragraph', text: 'Текст', align: 'left' }, { type: 'stamp' }]);
  expect(lost).toEqual(['макросы и вложенные объекты']);
});

test('размер, о котором архив солгал, не даёт развернуть больше', () => {
  const file = docx(paragraph('я'.repeat(100_000)));
  const view = new DataView(file.buffer, file.byteOffset);
  for (let at = 0; at < file.length - 4; at += 1) {
    // The size after unpacking, in the list of the archive.
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
  }
  expect(() => templateOf(openDocx(file))).toThrow(/оборвано|повреждено|DOCX/);
});

test.each<[string, Uint8Array, string]>([
  ['не архив', bytes('это не docx'), 'Это не документ DOCX'],
  ['архив без документа', zipSync({ 'a.txt': bytes('a') }), 'Это не документ DOCX'],
  [
    'DOCTYPE с сущностями',
    zipSync({ 'word/document.xml': bytes('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') }),
    'повреждено',
  ],
  ['оборван', zipSync({ 'word/document.xml': bytes('<w:document><w:body>') }), 'оборвано'],
  ['перепутан', zipSync({ 'word/document.xml': bytes('<a><b></a></b>') }), 'повреждено'],
  ['вложен', zipSync({ 'word/document.xml': bytes('<a>'.repeat(5000)) }), 'глубоко'],
  ['бомба', zipSync({ 'word/document.xml': new Uint8Array(9_000_000) }), 'слишком велик'],
])('враждебный файл: %s', (_, file, words) => {
  expect(() => templateOf(openDocx(file))).toThrow(words);
});

test('имена прототипа – просто имена', () => {
  const tree = readXml('<a __proto__="x" constructor="y"><__proto__/></a>');
  expect(tree.attributes.constructor).toBe('y');
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});
