import { expect, test } from 'vitest';
import { type Step, stacksOf } from './step-stack.ts';

const step = (revision: number, reverts: number | null = null): Step => ({
  revision,
  label: `шаг ${revision}`,
  changes: [],
  reverts,
});
const names = (steps: readonly Step[]) => {
  const { undo, redo } = stacksOf(steps);
  return [undo.map(({ label }) => label), redo.map(({ step: { label } }) => label)];
};

test.each<[string, Step[], string[][]]>([
  ['ничего', [], [[], []]],
  ['два шага', [step(1), step(2)], [['шаг 1', 'шаг 2'], []]],
  ['последний отменён', [step(1), step(2), step(3, 2)], [['шаг 1'], ['шаг 2']]],
  ['оба отменены', [step(1), step(2), step(3, 2), step(4, 1)], [[], ['шаг 2', 'шаг 1']]],
  ['отменён и возвращён', [step(1), step(2), step(3, 2), step(4, 3)], [['шаг 1', 'шаг 2'], []]],
  ['возвращённое отменено снова', [step(1), step(2, 1), step(3, 2), step(4, 3)], [[], ['шаг 1']]],
  ['новый шаг забывает отменённое', [step(1), step(2, 1), step(3)], [['шаг 3'], []]],
  ['старое забыто сервером: его отмена ничего не значит', [step(7, 3), step(8)], [['шаг 8'], []]],
])('%s', (_, steps, stacks) => expect(names(steps)).toEqual(stacks));
