import { expect, test } from 'vitest';
import { afterFailedLook, type FailedLook, receptionInOrder, type Trouble, troubleView } from './reception.ts';

const moment = (minute: number) => new Date(Date.UTC(2026, 0, 12, 9, minute));

function after(...looks: readonly Trouble[]) {
  return looks.reduce((reception, trouble, minute) => {
    const failed: FailedLook = { trouble, reason: `${trouble} ${minute}` };
    return afterFailedLook(reception, failed, { now: moment(minute), most: 3 });
  }, receptionInOrder);
}

test.each<[name: string, looks: readonly Trouble[], told: Trouble | null]>([
  ['отказ не пройдёт сам и виден сразу', ['refused'], 'refused'],
  ['ошибка модуля видна сразу', ['fault'], 'fault'],
  ['короткое молчание не видно', ['silent', 'silent'], null],
  ['долгое молчание видно', ['silent', 'silent', 'silent'], 'silent'],
  ['молчание за отказом: приём по-прежнему нарушен', ['refused', 'silent'], 'silent'],
  ['отказ за молчанием виден сразу', ['silent', 'refused'], 'refused'],
])('%s', (_name, looks, told) => {
  expect(after(...looks)).toEqual({
    failures: looks.length,
    failingSince: moment(0),
    reason: `${looks.at(-1)} ${looks.length - 1}`,
    trouble: told,
  });
});

test('человеку сказано, с какого времени, почему и что делать', () => {
  expect(troubleView(receptionInOrder)).toBeNull();
  expect(troubleView(after('silent'))).toBeNull();
  expect(troubleView(after('silent', 'refused'))).toEqual({
    since: '2026-01-12T09:00:00.000Z',
    reason: 'refused 1',
    advice: expect.stringMatching(/настройках подключения/),
  });
});
