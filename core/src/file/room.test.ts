import { expect, test } from 'vitest';
import { openRoom } from './room.ts';

/** Works that end when they are told to; who is inside at a moment. */
function works(size: number) {
  const room = openRoom(size);
  const inside: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<void>>();
  const begin = (name: string, bytes: number): Promise<void> => {
    const end = Promise.withResolvers<void>();
    ends.set(name, end);
    return room.within(bytes, async () => {
      inside.push(name);
      await end.promise.finally(() => inside.splice(inside.indexOf(name), 1));
    });
  };
  return {
    inside,
    begin,
    end: (name: string) => ends.get(name)?.resolve(),
    break: (name: string) => ends.get(name)?.reject(new Error(name)),
  };
}

test('больше места не занято никогда; по порядку, и малый большого не обгоняет', async () => {
  const { inside, begin, end } = works(10);
  const first = begin('шесть', 6);
  const second = begin('пять', 5);
  const third = begin('один', 1);
  await Promise.resolve();
  expect(inside).toEqual(['шесть']);
  end('шесть');
  await first;
  expect(inside).toEqual(['пять', 'один']);
  end('пять');
  end('один');
  await Promise.all([second, third]);
  expect(inside).toEqual([]);
});

test('кому нужно больше, чем есть, – один; сломавшийся место освобождает', async () => {
  const room = works(10);
  const huge = room.begin('сто', 100);
  const small = room.begin('один', 1);
  await Promise.resolve();
  expect(room.inside).toEqual(['сто']);
  room.break('сто');
  await expect(huge).rejects.toThrow('сто');
  expect(room.inside).toEqual(['один']);
  room.end('один');
  await small;
});
