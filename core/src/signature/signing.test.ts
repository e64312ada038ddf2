import { describe, expect, test } from 'vitest';
import {
  awaitedPlaces,
  findSigningProblem,
  findUnsigningProblem,
  isTurnNew,
  placeOf,
  placesFor,
  statusOfPlace,
} from './signing.ts';

const executor = { code: 'executor', title: 'Исполнитель', function: 'executor', relation: 'executor' } as const;
const lawyer = { code: 'lawyer', title: 'Юрист', function: 'lawyer' };
const head = { code: 'head', title: 'Начальник', function: 'head' };
const places = [executor, lawyer, head];

const signing = (...signed: readonly (readonly [string, string])[]) => ({
  places,
  signed: signed.map(([place, by]) => ({ place, by })),
});
const none = signing();
const one = signing(['executor', 'anna']);
const two = signing(['executor', 'anna'], ['lawyer', 'boris']);
const all = signing(['executor', 'anna'], ['lawyer', 'boris'], ['head', 'vera']);

test.each([
  ['никто', none, 'executor', ['awaited', 'later', 'later']],
  ['один', one, 'lawyer', ['signed', 'awaited', 'later']],
  ['двое', two, 'head', ['signed', 'signed', 'awaited']],
  ['все', all, undefined, ['signed', 'signed', 'signed']],
] as const)('подписал %s', (...[, state, awaited, statuses]) => {
  expect(awaitedPlaces(state)[0]?.code).toBe(awaited);
  expect(places.map((place) => statusOfPlace(state, place))).toEqual(statuses);
});

describe('кому сейчас подписывать', () => {
  const person = (id: string, ...functions: readonly string[]) => ({
    id,
    functions: new Set(functions),
    isExecutor: id === 'anna',
  });
  test.each([
    ['исполнитель заявки', none, person('anna', 'executor'), undefined],
    ['другой исполнитель', none, person('boris', 'executor'), 'Сейчас ожидается подпись: Исполнитель'],
    ['назначен, но функции лишён', none, person('anna'), 'Сейчас ожидается подпись: Исполнитель'],
    ['начальник раньше срока', none, person('vera', 'head'), 'Исполнитель. Вы подписываете после'],
    ['юрист в свой черёд', one, person('boris', 'lawyer'), undefined],
    ['начальник через голову юриста', one, person('vera', 'head'), 'Юрист. Вы подписываете после'],
    ['исполнитель ещё раз', one, person('anna', 'executor'), 'Вы уже подписали документ (Исполнитель)'],
    ['двое в одном лице', one, person('anna', 'executor', 'lawyer'), 'Вы уже подписали документ (Исполнитель)'],
    ['юрист после юриста', two, person('galina', 'lawyer'), 'Сейчас ожидается подпись: Начальник'],
    ['начальник последним', two, person('vera', 'head'), undefined],
    ['начальник ещё раз', all, person('vera', 'head'), 'Все подписи под документом уже стоят'],
    ['посторонний', one, person('denis', 'registrar'), 'Сейчас ожидается подпись: Юрист'],
  ] as const)('%s', (...[, state, who, problem]) => {
    const found = findSigningProblem(state, who);
    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(problem);
  });
});

test.each([
  ['свою последнюю', one, 'executor', 'anna', undefined],
  ['чужую', one, 'executor', 'boris', 'только тот, кто её поставил'],
  ['свою, когда следующий подписал', two, 'executor', 'anna', 'уже подписали (Юрист)'],
  ['свою после всех', all, 'head', 'vera', undefined],
  ['которой нет', none, 'executor', 'anna', undefined],
] as const)('снять подпись: %s', (...[, state, code, who, problem]) => {
  const found = findUnsigningProblem(state, code, who);
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(problem);
});

test.each([
  ['условие выполнено', { reason: 'building' }, ['executor', 'head']],
  ['не выполнено', { reason: 'sanitary' }, ['executor']],
  ['неизвестно', {}, ['executor']],
] as const)('место по условию: %s', (_name, data, codes) => {
  const described = [executor, { ...head, when: { '==': [{ var: 'reason' }, 'building'] } }];
  const found = placesFor(described, { data, today: '2026-03-02' });
  expect(found.map(({ code }) => code)).toEqual(codes);
  expect(found.every((place) => !('when' in place))).toBe(true);
});

describe('одновременно', () => {
  const beside = { ...lawyer, alongside: true } as const;
  const clerk = { code: 'clerk', title: 'Кадровик', function: 'clerk', alongside: true } as const;
  const order = (...signed: readonly (readonly [string, string])[]) => ({
    places: [executor, beside, clerk, head],
    signed: signed.map(([place, by]) => ({ place, by })),
  });
  const anybody = (id: string, ...functions: readonly string[]) => ({
    id,
    functions: new Set(functions),
    isExecutor: id === 'anna',
  });

  test.each([
    ['никто', order(), ['awaited', 'awaited', 'awaited', 'later'], true],
    ['один из трёх', order(['clerk', 'denis']), ['awaited', 'awaited', 'signed', 'later'], false],
    ['двое', order(['clerk', 'denis'], ['executor', 'anna']), ['signed', 'awaited', 'signed', 'later'], false],
    [
      'все трое',
      order(['clerk', 'denis'], ['executor', 'anna'], ['lawyer', 'boris']),
      ['signed', 'signed', 'signed', 'awaited'],
      true,
    ],
  ] as const)('подписал %s', (...[, state, statuses, isNew]) => {
    expect(state.places.map((place) => statusOfPlace(state, place))).toEqual(statuses);
    expect(isTurnNew(state)).toBe(isNew);
  });

  test('каждый – на своё место, в любом порядке, но один человек – на одно', () => {
    expect(placeOf(order(), anybody('boris', 'lawyer'))?.code).toBe('lawyer');
    expect(placeOf(order(), anybody('anna', 'executor'))?.code).toBe('executor');
    expect(findSigningProblem(order(), anybody('vera', 'head'))).toBe(
      'Сейчас ожидается подпись: Исполнитель, Юрист, Кадровик. Вы подписываете после',
    );
    expect(findSigningProblem(order(['lawyer', 'anna']), anybody('anna', 'executor'))).toContain('Вы уже подписали');
  });

  test('подпись соседа свою снять не мешает, следующего – мешает', () => {
    const three = order(['clerk', 'denis'], ['executor', 'anna'], ['lawyer', 'boris']);
    expect(findUnsigningProblem(three, 'executor', 'anna')).toBeUndefined();
    const signedByHead = { ...three, signed: [...three.signed, { place: 'head', by: 'vera' }] };
    expect(findUnsigningProblem(signedByHead, 'executor', 'anna')).toContain('уже подписали (Начальник)');
  });

  test('первый в группе не нужен: остальные держатся вместе и к прежним не примыкают', () => {
    const never = { '==': [{ var: 'reason' }, 'building'] };
    const described = [executor, { ...lawyer, when: never }, clerk, { ...head, alongside: true as const }];
    expect(placesFor(described, { data: { reason: 'sanitary' }, today: '2026-03-02' })).toEqual([
      executor,
      { code: 'clerk', title: 'Кадровик', function: 'clerk' },
      { ...head, alongside: true },
    ]);
  });
});
