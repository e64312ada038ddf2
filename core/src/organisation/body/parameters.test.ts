import { expect, test } from 'vitest';
import { type Parameters, parameterProblems } from './parameters.ts';

const body: Parameters = {
  title: 'Управление архитектуры',
  shortTitle: 'Архитектура',
  mnemonic: 'АРХ',
  kind: 'municipal',
  headName: null,
  headPosition: null,
  address: null,
  oktmo: null,
  timeZone: 'Europe/Moscow',
  workplace: 'doverie',
  services: ['landPlotPlan'],
};
const known = { services: ['landPlotPlan'], workplaces: ['doverie'], mnemonics: new Map([['ЗЕМ', 'Комитет']]) };

test.each<[Partial<Parameters>, string[]]>([
  [{}, []],
  [{ services: null }, []],
  [{ services: [] }, []],
  [{ oktmo: '73701000' }, []],
  [{ oktmo: '737' }, ['oktmo']],
  [{ mnemonic: 'ЗЕМ' }, ['mnemonic']],
  [{ timeZone: 'Moscow' }, ['timeZone']],
  [{ workplace: 'kazan' }, ['workplace']],
  [{ services: ['landPlotPlan', 'gone'] }, ['services']],
])('%j', (change, fields) => {
  expect(parameterProblems({ ...body, ...change }, known).map(({ field }) => field)).toEqual(fields);
});
