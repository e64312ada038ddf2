import { expect, test } from 'vitest';
import { checkRepeat, type EarlierRefusal, type RepeatAnswer } from './repeat-refusal.ts';

const ground = (code: string) => ({ code, title: `Основание ${code}`, clause: 'пункт 1' });
const substance = { ...ground('notOwner'), substance: true } as const;

const first: EarlierRefusal = {
  id: 'a',
  number: 'АРХ-1',
  kind: 'refuse',
  publishedAt: new Date('2026-01-12T09:00:00Z'),
  grounds: [ground('noPaper')],
};

const verdictOf = (codes: readonly string[], answer?: RepeatAnswer, earlier: readonly EarlierRefusal[] = [first]) => {
  const verdict = checkRepeat({ chosen: codes.map(ground), answer, earlier });
  if ('kept' in verdict) return verdict.kept;
  return verdict.problems.map(({ pointer, code }) => `${pointer} ${code}`);
};

const kept = { earlier: { id: 'a', number: 'АРХ-1' }, exception: null, justification: null };

const cases: readonly (readonly [title: string, verdict: unknown, expected: unknown])[] = [
  ['a first refusal has nothing to say', verdictOf(['noPaper'], undefined, []), null],
  ['with a refusal before it, the clerk has to say', verdictOf(['noPaper']), ['/repeat/earlier repeatUndecided']],
  ['another matter', verdictOf(['other'], { earlier: null }), { earlier: null, exception: null, justification: null }],
  ['the same ground again', verdictOf(['noPaper'], { earlier: 'a' }), kept],
  ['no ground at all', verdictOf([], { earlier: 'a' }), kept],
  ['a new ground', verdictOf(['noPaper', 'other'], { earlier: 'a' }), ['/repeat/exception newGround']],
  [
    'an exception without a reason',
    verdictOf(['other'], { earlier: 'a', exception: 'expired', justification: '  ' }),
    ['/repeat/justification required'],
  ],
  [
    'an exception with its reason',
    verdictOf(['other'], { earlier: 'a', exception: 'expired', justification: 'Выписке больше месяца' }),
    { ...kept, exception: 'expired', justification: 'Выписке больше месяца' },
  ],
  ["somebody else's refusal", verdictOf(['noPaper'], { earlier: 'b' }), ['/repeat/earlier unknownRefusal']],
  ['one where there was none', verdictOf(['noPaper'], { earlier: 'b' }, []), ['/repeat/earlier unknownRefusal']],
];

test.each(cases)('%s', (_title, verdict, expected) => {
  expect(verdict).toEqual(expected);
});

test('what does not speak of papers is no demand: the rule leaves it alone', () => {
  const verdict = checkRepeat({ chosen: [substance], answer: { earlier: 'a' }, earlier: [first] });
  expect(verdict).toEqual({ kept });
});

test('the reason names the new grounds, the earlier refusal and the law', () => {
  const verdict = checkRepeat({ chosen: [ground('other')], answer: { earlier: 'a' }, earlier: [first] });
  const [problem] = 'problems' in verdict ? verdict.problems : [];
  expect(problem?.message).toMatch(/№ АРХ-1.*«Основание other».*210-ФЗ/);
});
