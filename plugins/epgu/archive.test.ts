import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { archiveLimits, unpackFiles } from './archive.ts';
import { documentsOf } from './documents.ts';

const text = (value: string) => new TextEncoder().encode(value);

async function unpacked(content: Uint8Array, name = 'Заявление.zip') {
  const found = await unpackFiles([{ name, content: Readable.from([Buffer.from(content)]) }]);
  try {
    const files = await Promise.all(
      found.files.map(async (file) => [file.name, (await buffer(file.open())).toString()]),
    );
    return { files, problems: found.problems };
  } finally {
    await found.discard();
  }
}

describe('архив заявления', () => {
  test('файлы из папок архива, служебных нет', async () => {
    const zip = zipSync({
      'Документы/План.txt': text('план'),
      'Список.txt': text('список'),
      '__MACOSX/._План.txt': text(''),
    });
    expect(await unpacked(zip)).toEqual({
      files: [
        ['План.txt', 'план'],
        ['Список.txt', 'список'],
      ],
      problems: [],
    });
  });
  test('не архив – сам файл', async () => {
    expect(await unpacked(text('план'), 'План.txt')).toEqual({ files: [['План.txt', 'план']], problems: [] });
  });
  test('пустой архив', async () => expect(await unpacked(zipSync({}))).toEqual({ files: [], problems: [] }));

  const plain = zipSync({ 'План.txt': text('план '.repeat(1000)) }, { level: 0 });
  const spoilt = (at: number) => plain.with(at, (plain[at] ?? 0) ^ 0xff);
  test.each([
    ['обрезан', plain.subarray(0, plain.length - 30), 'повреждён'],
    ['байт содержания другой', spoilt(200), 'контрольная сумма'],
    ['мусор после начала', Uint8Array.from([0x50, 0x4b, 3, 4, ...Array(500).fill(7)]), 'повреждён'],
    ['бомба', zipSync({ 'a.txt': new Uint8Array(archiveLimits.ratio * (1 << 16) + 1) }, { level: 9 }), 'подозрительно'],
    [
      'файлов больше предела',
      zipSync(Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`${n}.txt`, text('x')]))),
      'больше 200',
    ],
  ])('%s – сказано, ничего не упало', async (_, content, words) => {
    expect((await unpacked(content)).problems.join()).toContain(words);
  });
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\a.txt', 'a.txt'],
    ['/etc/shadow', 'shadow'],
  ])('имя «%s» никуда не ведёт', async (name, base) => {
    expect((await unpacked(zipSync({ [name]: text('x') }))).files).toEqual([[base, 'x']]);
  });
  test('пароль: сказано, остальное прочитано', async () => {
    const zip = zipSync({ 'a.txt': text('x'), 'b.txt': text('y') });
    // The first bit of the flags, in the entry and in the directory.
    const directory = Buffer.from(zip).indexOf('PK\x01\x02', 0, 'latin1');
    const locked = zip.with(6, (zip[6] ?? 0) | 1).with(directory + 8, (zip[directory + 8] ?? 0) | 1);
    const { files, problems } = await unpacked(locked);
    expect(problems.join()).toContain('паролем');
    expect(files).toEqual([['b.txt', 'y']]);
  });
});

describe('файл – документ', () => {
  const listed = [
    { code: 'plan', fileName: 'План.pdf', mimeType: 'application/pdf', sha256: 'aa' },
    { code: 'list', fileName: 'Список.pdf', mimeType: 'application/pdf' },
  ];
  test.each([
    [
      'все на месте',
      [
        ['План.pdf', 'aa'],
        ['Список.pdf', 'bb'],
      ],
      ['plan', 'list'],
      [],
    ],
    ['файла нет', [['План.pdf', 'aa']], ['plan'], ['Список.pdf']],
    [
      'файл лишний',
      [
        ['План.pdf', 'aa'],
        ['Список.pdf', 'bb'],
        ['Ещё.pdf', 'cc'],
      ],
      ['plan', 'list', undefined],
      ['Ещё.pdf'],
    ],
    [
      'файл подменён',
      [
        ['План.pdf', 'zz'],
        ['Список.pdf', 'bb'],
      ],
      ['plan', 'list'],
      ['контрольная сумма'],
    ],
    [
      'два с одним именем – по сумме',
      [
        ['План.pdf', 'zz'],
        ['План.pdf', 'aa'],
        ['Список.pdf', 'b'],
      ],
      [undefined, 'plan', 'list'],
      ['План.pdf'],
    ],
  ] as const)('%s', (...[, files, codes, problems]) => {
    const found = documentsOf(
      listed,
      files.map(([name, sha256]) => ({ name, sha256 })),
    );
    expect(found.codes).toEqual(codes);
    expect(found.problems).toHaveLength(problems.length);
    for (const words of problems) expect(found.problems.join()).toContain(words);
  });
});
