import { describe, expect, test } from 'vitest';
import { zipEntries } from '../../runtime-ui/src/file-view/zip-entries.ts';
import { zipBytes } from '../support/zip-bytes.ts';

const packed = (...names: string[]) =>
  new Uint8Array(zipBytes(names.map((name) => ({ name, content: Buffer.from('содержание') }))));

describe('перечень архива', () => {
  test('имена и размеры, без папок', () => {
    expect(zipEntries(packed('папка/', 'папка/выписка.pdf', 'readme.txt'))).toEqual([
      { name: 'папка/выписка.pdf', size: 20 },
      { name: 'readme.txt', size: 20 },
    ]);
  });

  test('перевёрнутое имя показано как есть', () => {
    expect(zipEntries(packed('акт\u202efdp.exe'))).toEqual([{ name: 'актfdp.exe', size: 20 }]);
  });

  test.each([
    ['не архив', new Uint8Array(100)],
    ['пустой', new Uint8Array()],
    ['обрезан спереди', packed('a.txt', 'b.txt').slice(90)],
    ['обрезан сзади', packed('a.txt').slice(0, -30)],
  ])('%s – не читается', (_what, bytes) => expect(zipEntries(bytes)).toBeUndefined());

  test('каждый испорченный байт оглавления – перечень или отказ, но не сбой', () => {
    const whole = packed('a.txt', 'b.txt');
    for (let at = whole.length - 140; at < whole.length; at += 1) {
      const broken = whole.slice();
      broken[at] = 0xff;
      expect(() => zipEntries(broken)).not.toThrow();
    }
  });
});
