import { applyChanges, type Json } from '@reglament/core/rules';
import { expect, test } from 'vitest';
import { fixFinding } from './apply-fix.ts';
import { DraftSession, type Finding, type StepsToSave } from './draft-session.ts';

type Rows = { rows: string[] };

const begun: Rows = { rows: ['first', 'second', 'lost', 'last'] };

/** The check of a list that must not hold «lost». */
function check({ rows }: Rows): Finding[] {
  const at = rows.indexOf('lost');
  if (at < 0) return [];
  const pointer = `/rows/${at}`;
  const fix = { title: 'Удалить строку', pointer, operation: 'remove' } as const;
  return [{ level: 'error', code: 'lost', pointer, message: 'Строка не нужна', todo: 'Удалите её', fix }];
}

test('исправление по замечанию, чьё место с тех пор сдвинулось, удаляет то же, а не соседа', async () => {
  let content: Json = begun;
  let revision = 0;
  const save = async ({ steps }: StepsToSave) => {
    content = applyChanges(
      content,
      steps.flatMap(({ changes }) => changes),
    );
    revision += steps.length;
    return { revision, missed: [], findings: check(content as Rows) };
  };
  const session = new DraftSession(
    { revision, content, steps: [], findings: check(begun) },
    {
      save,
      read: async () => ({ revision, missed: [], findings: check(content as Rows) }),
      later: () => undefined,
      isConflict: () => false,
    },
  );
  const [told] = session.state().findings;
  if (told === undefined) throw new Error('a finding');
  session.edit('Удалена строка', ({ rows }: Rows) => ({ rows: rows.slice(1) }));
  await fixFinding(session, told);
  expect(session.state().content).toEqual({ rows: ['second', 'last'] });
  // Said twice, done once.
  await fixFinding(session, told);
  expect(session.state().content).toEqual({ rows: ['second', 'last'] });
});
