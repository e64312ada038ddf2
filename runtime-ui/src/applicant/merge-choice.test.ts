import { describe, expect, test } from 'vitest';
import type { ApplicantData } from '../api.ts';
import { chosenData, differingFields, offeredSide } from './merge-choice.ts';

const kept = {
  kind: 'person',
  surname: 'Ветрова',
  name: 'Алла',
  phone: '+79990000001',
  passport: { series: '7300', number: '000001' },
} as ApplicantData;
const merged = {
  kind: 'person',
  passport: { number: '000001', series: '7300' },
  surname: 'Ветрова-Ким',
  name: 'Алла',
  snils: '11223344595',
  email: '',
} as ApplicantData;

describe('две записи одного заявителя', () => {
  const fields = differingFields(kept, merged);
  test('выбирают только то, что различается, в порядке карточки; паспорт целиком', () => {
    expect(fields.map(({ field }) => field)).toEqual(['surname', 'snils', 'phone']);
    const other = { ...merged, passport: { series: '7301', number: '000001' } } as ApplicantData;
    expect(differingFields(kept, other).map(({ field }) => field)).toContain('passport');
  });
  test('предложено: как у остающейся, а чего в ней нет – как у другой', () => {
    expect(fields.map(offeredSide)).toEqual(['kept', 'merged', 'kept']);
    expect(chosenData(kept, fields, offeredSide)).toEqual({ ...kept, snils: '11223344595' });
  });
  test('выбранное «не указано» не остаётся', () => {
    const data = chosenData(kept, fields, () => 'merged');
    expect(data).toEqual({
      kind: 'person',
      surname: 'Ветрова-Ким',
      name: 'Алла',
      passport: kept.passport,
      snils: '11223344595',
    });
  });
});
