import { Zip, ZipDeflate } from 'fflate';
import type { Cell } from './cells.ts';
import type { Head, TableWriter } from './writer.ts';

/** A sheet has no more rows than that, its head included; what is over goes on in the next one. */
const mostRows = 1_048_576;
const mostText = 32_767;
const DAY = 86_400_000;
/** Day 0 of the sheets' calendar, as it counts from March 1900 on. */
const epoch = Date.UTC(1899, 11, 30);
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Rows that are pressed together at once. */
const rowsAtOnce = 500;

/**
 * A workbook of plain sheets: texts (never formulas), days as days, a head that stays. Written by hand over a streaming
 * archive: what there is of streaming writers is kept by nobody or keeps whole sheets in memory.
 */
export function openXlsx(heads: readonly Head[], rowsOfSheet = mostRows): TableWriter {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const add = (name: string): ZipDeflate => {
    const file = new ZipDeflate(name, { level: 4 });
    zip.add(file);
    return file;
  };
  const whole = (name: string, text: string) => add(name).push(Buffer.from(declaration + text), true);
  let sheets = 0;
  let rows = 0;
  let sheet: ZipDeflate | undefined;
  let text = '';
  const flush = (last: boolean) => {
    sheet?.push(Buffer.from(text), last);
    text = '';
  };
  const close = () => {
    text += '</sheetData></worksheet>';
    flush(true);
  };
  const open = () => {
    if (sheet !== undefined) close();
    sheets += 1;
    sheet = add(`xl/worksheets/sheet${sheets}.xml`);
    text = sheetHead(heads);
    rows = 1;
  };
  whole('_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']]));
  whole('xl/styles.xml', styles);
  open();
  return {
    write(row) {
      if (rows >= rowsOfSheet) open();
      rows += 1;
      text += `<row>${row.map(xlsxCell).join('')}</row>`;
      if (rows % rowsAtOnce === 0) flush(false);
    },
    end() {
      close();
      const names = Array.from({ length: sheets }, (_, at) => at + 1);
      whole('xl/workbook.xml', workbook(names));
      const links = names.map((name): [string, string] => ['worksheet', `worksheets/sheet${name}.xml`]);
      whole('xl/_rels/workbook.xml.rels', relationships([...links, ['styles', 'styles.xml']]));
      whole('[Content_Types].xml', contentTypes(names));
      zip.end();
    },
    take() {
      const taken = ready;
      ready = [];
      return taken;
    },
  };
}

/** A text is said to be text, so that nothing in it runs. */
export function xlsxCell(cell: Cell): string {
  if ('day' in cell) return `<c s="2"><v>${(Date.parse(cell.day) - epoch) / DAY}</v></c>`;
  return cell.text === '' ? '<c/>' : textCell(cell.text, 0);
}

function textCell(text: string, style: number): string {
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, mostText))}</t></is></c>`;
}

/** What XML cannot hold is left out; `_x0041_` would be read as the letter it names. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

function sheetHead(heads: readonly Head[]): string {
  const columns = heads.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const view = `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`;
  const row = `<row>${heads.map(({ title }) => textCell(title, 1)).join('')}</row>`;
  return `${declaration}<worksheet xmlns="${main}">${view}<cols>${columns.join('')}</cols><sheetData>${row}`;
}

function workbook(sheets: readonly number[]): string {
  const listed = sheets.map((at) => `<sheet name="Заявки${at > 1 ? ` ${at}` : ''}" sheetId="${at}" r:id="rId${at}"/>`);
  return `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${listed.join('')}</sheets></workbook>`;
}

function relationships(targets: readonly (readonly [kind: string, target: string])[]): string {
  const listed = targets.map(
    ([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${relations}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packaged}/relationships">${listed.join('')}</Relationships>`;
}

function contentTypes(sheets: readonly number[]): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${kind}.${type}+xml"/>`;
  const parts = [
    part('workbook', 'sheet.main'),
    part('styles', 'styles'),
    ...sheets.map((at) => part(`worksheets/sheet${at}`, 'worksheet')),
  ];
  const usual = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`;
  return `<Types xmlns="${packaged}/content-types">${usual}${parts.join('')}</Types>`;
}

/** 0 plain, 1 head, 2 day. */
const styles = `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;
