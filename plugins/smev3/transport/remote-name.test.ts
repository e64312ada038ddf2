import { expect, test } from 'vitest';
import { remoteName } from './remote-name.ts';

test.each([
  ['слова остаются словами', 'График работ № 2 («новый»).pdf', 'График работ № 2 («новый»).pdf'],
  ['чужой путь – не путь', '../../etc/a\\b:c*?.txt', 'a_b_c_.txt'],
  ['скрытым не становится, пробелов подряд нет', '  ..план   дома.txt', 'план дома.txt'],
  ['команд не несёт', 'a\r\nDELE b.txt', 'a_DELE b.txt'],
  ['имени нет', '...', 'file'],
])('%s', (_what, name, remote) => expect(remoteName(name)).toBe(remote));
