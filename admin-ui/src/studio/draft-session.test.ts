import { applyChanges, type Change, differences, type Json } from '@reglament/core/rules';
import { expect, test } from 'vitest';
import { DraftSession, type StepsToSave } from './draft-session.ts';

class Conflict extends Error {}
class Lost extends Error {}

/** The server's side: a document with numbered steps, as the engine keeps it. */
function server(content: Json) {
  const steps: { label: string; changes: readonly Change[] }[] = [];
  const side = {
    content,
    messages: [] as StepsToSave[],
    lost: false,
    other: (change: (content: Json) => Json) => {
      const changes = differences(side.content, change(side.content));
      side.content = applyChanges(side.content, changes);
      steps.push({ label: 'чужое', changes });
    },
    save: async (message: StepsToSave) => {
      side.messages.push(message);
      if (side.lost) throw new Lost('Нет связи с сервером');
      try {
        side.content = applyChanges(
          side.content,
          message.steps.flatMap(({ changes }) => changes),
        );
      } catch {
        throw new Conflict('Это место изменил другой');
      }
      const missed = side.since(message.revision);
      steps.push(...message.steps);
      return { revision: steps.length, missed, findings: [] };
    },
    since: (after: number) =>
      steps.slice(after).map((step, index) => ({ ...step, revision: after + index + 1, reverts: null, mine: false })),
    read: async (after: number) => {
      if (side.lost) throw new Lost('Нет связи с сервером');
      return { revision: steps.length, missed: side.since(after), findings: [] };
    },
    opened: () => ({ revision: steps.length, content: side.content, steps: [], findings: [] }),
  };
  return side;
}

function open(content: Json) {
  const side = server(content);
  const session = new DraftSession(side.opened(), {
    save: side.save,
    read: side.read,
    later: () => undefined,
    isConflict: (error) => error instanceof Conflict,
  });
  return { side, session };
}

const put = (key: string, value: Json) => (content: object) => ({ ...content, [key]: value });

test('правки видны сразу; подряд в одном поле – один шаг; отмена и возврат байт в байт', async () => {
  const { side, session } = open({ title: '', note: 'н' });
  for (const title of ['У', 'Ус', 'Услуга']) session.edit('Название', put('title', title), 'title');
  session.edit('Примечание', put('note', 'нет'), 'note');
  expect(session.state()).toMatchObject({
    content: { title: 'Услуга', note: 'нет' },
    saving: 'waiting',
    undo: 'Примечание',
  });
  await session.flush();
  expect(side.messages.map(({ steps }) => steps.map(({ label }) => label))).toEqual([['Название', 'Примечание']]);
  await session.undo();
  await session.undo();
  expect(JSON.stringify(side.content)).toBe('{"title":"","note":"н"}');
  expect(session.state()).toMatchObject({ undo: undefined, redo: 'Название', saving: 'saved' });
  await session.redo();
  expect(side.content).toEqual({ title: 'Услуга', note: 'н' });
  expect(session.state()).toMatchObject({ undo: 'Название', redo: 'Примечание' });
});

test('отмены и возвраты, нажатые подряд быстрее, чем отвечает сервер, не теряются', async () => {
  const { side, session } = open({ a: 0, b: 0, c: 0, d: 0 });
  for (const key of ['a', 'b', 'c', 'd']) {
    session.edit(key, put(key, 1));
    await session.flush();
  }
  await Promise.all([session.undo(), session.undo(), session.undo()]);
  expect(side.content).toEqual({ a: 1, b: 0, c: 0, d: 0 });
  expect(session.state()).toMatchObject({ undo: 'a', redo: 'b', saving: 'saved' });
  await Promise.all([session.redo(), session.redo(), session.undo(), session.redo()]);
  expect(side.content).toEqual({ a: 1, b: 1, c: 1, d: 0 });
});

test('чего сервер не принял, отменяется, как пришло; принятое прежде остаётся', async () => {
  const { side, session } = open({ title: '', note: 'н' });
  session.edit('Название', put('title', 'Услуга'));
  await session.flush();
  side.lost = true;
  session.edit('Примечание', put('note', 'нет'));
  await session.flush();
  expect(session.state()).toMatchObject({ saving: 'failed', undo: 'Примечание' });
  await session.undo();
  expect(session.state()).toMatchObject({
    ...{ saving: 'saved', problem: undefined, undo: 'Название' },
    content: { title: 'Услуга', note: 'н' },
  });
  expect(side.content).toEqual({ title: 'Услуга', note: 'н' });
});

test('написанное, пока сохраняется прежнее, не теряется и уходит следом', async () => {
  const { side, session } = open({ title: '' });
  session.edit('Название', put('title', 'Один'), 'title');
  const first = session.flush();
  session.edit('Название', put('title', 'Один и два'), 'title');
  await first;
  expect(session.state().saving).toBe('saved');
  expect(side.content).toEqual({ title: 'Один и два' });
  expect(side.messages).toHaveLength(2);
});

test('чужие правки других мест приходят с сохранением, и своё недописанное остаётся', async () => {
  const { side, session } = open({ title: '', note: '', list: [1, 2] });
  side.other(put('note', 'чужое') as (content: Json) => Json);
  session.edit('Название', put('title', 'Моё'));
  const first = session.flush();
  session.edit('Список', put('list', [1, 2, 3]));
  await first;
  expect(session.state()).toMatchObject({ content: { title: 'Моё', note: 'чужое', list: [1, 2, 3] }, saving: 'saved' });
  expect(side.content).toEqual({ title: 'Моё', note: 'чужое', list: [1, 2, 3] });
});

test('без связи всё остаётся на экране и уходит, когда она вернётся', async () => {
  const { side, session } = open({ title: '' });
  side.lost = true;
  session.edit('Название', put('title', 'Моё'));
  await session.flush();
  expect(session.state()).toMatchObject({
    saving: 'failed',
    problem: 'Нет связи с сервером',
    content: { title: 'Моё' },
  });
  side.lost = false;
  session.edit('Ещё', put('title', 'Моё!'));
  await session.flush();
  expect(side.content).toEqual({ title: 'Моё!' });
});

test.each([
  ['чужое взято', 'replace', { title: 'чужое', note: '' }],
  ['своё записано поверх', 'insist', { title: 'Моё', note: '' }],
] as const)('одно место: %s', async (_, choice, outcome) => {
  const { side, session } = open({ title: '', note: '' });
  side.other(put('title', 'чужое') as (content: Json) => Json);
  session.edit('Название', put('title', 'Моё'));
  await session.flush();
  expect(session.state()).toMatchObject({ saving: 'conflict', content: { title: 'Моё' } });
  session[choice](side.opened());
  await session.flush();
  expect(session.state()).toMatchObject({ saving: 'saved', content: outcome });
  expect(side.content).toEqual(outcome);
});

test('сохранённое другим приходит само; своё недописанное остаётся, отмена – только своего', async () => {
  const { side, session } = open({ title: '', note: '' });
  session.edit('Название', put('title', 'Моё'));
  await session.flush();
  side.other(put('note', 'чужое') as (content: Json) => Json);
  await session.catchUpTo(2);
  expect(session.state()).toMatchObject({
    content: { title: 'Моё', note: 'чужое' },
    saving: 'saved',
    undo: 'Название',
  });
  side.other(put('note', 'ещё') as (content: Json) => Json);
  const caught = session.catchUpTo(3);
  session.edit('Название', put('title', 'Моё!'));
  await caught;
  await session.flush();
  expect(side.content).toEqual({ title: 'Моё!', note: 'ещё' });
  expect(session.state().content).toEqual({ title: 'Моё!', note: 'ещё' });
});

test('известное и то, что не прочитать, ничего не меняет', async () => {
  const { side, session } = open({ title: '' });
  await session.catchUpTo(0);
  side.other(put('title', 'чужое') as (content: Json) => Json);
  side.lost = true;
  await session.catchUpTo(1);
  expect(session.state()).toMatchObject({ content: { title: '' }, saving: 'saved', problem: undefined });
});

test('из двух мест одно остаётся чужим, в другом – своё, список тоже', async () => {
  const { side, session } = open({ title: '', note: '', list: [1] });
  side.other(((one: object) => ({ ...one, title: 'чужое', note: 'чужая', list: [2] })) as unknown as (c: Json) => Json);
  session.edit('Всё', () => ({ title: 'Моё', note: 'моя', list: [3] }));
  await session.flush();
  const opened = side.opened();
  expect(session.conflictWith(opened).map(({ at }) => at)).toEqual(['/title', '/note', '/list/0']);
  session.insist(opened, new Set(['/note']));
  await session.flush();
  expect(side.content).toEqual({ title: 'Моё', note: 'чужая', list: [3] });
});

test('шаг сохранён без новых замечаний: текст и замечания – те же предметы, рисовать заново нечего', async () => {
  const side = server({ title: '', note: 'н' });
  const finding = { level: 'error', code: 'a', pointer: '/note', message: 'м', todo: 'д', fix: null } as const;
  const session = new DraftSession(side.opened(), {
    save: async (steps) => ({ ...(await side.save(steps)), findings: [{ ...finding }] }),
    read: side.read,
    later: () => undefined,
    isConflict: () => false,
  });
  session.edit('Название', put('title', 'Один'));
  await session.flush();
  const { findings } = session.state();
  expect(findings).toEqual([finding]);
  session.edit('Название', put('title', 'Два'));
  const { content } = session.state();
  await session.flush();
  expect(session.state().saving).toBe('saved');
  expect(session.state().content).toBe(content);
  expect(session.state().findings).toBe(findings);
});
