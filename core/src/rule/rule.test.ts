import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check, checkCondition } from './check.ts';
import { deps, fieldDeps } from './deps.ts';
import { evaluate, truth } from './evaluate.ts';
import { explain } from './explain.ts';
import { ARITIES, type Operator } from './operator.ts';
import { compilePattern, re2Engine } from './pattern.ts';
import { ruleData } from './rule-context.ts';
import { RuleError } from './rule-error.ts';
import { enumeration, plural, quoted, russianMoney, russianNumber } from './russian.ts';
import { titleOf } from './title.ts';
import { UNKNOWN } from './value.ts';

const today = '2025-11-21';
const at = (data: object) => ({ data: data as never, today });

/** Conditions over three fields that can be true, false or not answered. */
const condition = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b', 'c').map((name) => ({ '==': [{ var: name }, 1] })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((args) => ({ and: args })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((args) => ({ or: args })),
    tie('node').map((arg) => ({ '!': arg })),
  ),
})).node;
const answers = fc.record(
  { a: fc.constantFrom(1, 2), b: fc.constantFrom(1, 2), c: fc.constantFrom(1, 2) },
  { requiredKeys: [] },
);

describe('свойства трёх значений', () => {
  test('новый ответ не меняет того, что уже решено', () => {
    fc.assert(
      fc.property(condition, answers, answers, (rule, some, more) => {
        const before = truth(rule, at(some)).value;
        const after = truth(rule, at({ ...more, ...some })).value;
        expect(before === 'unknown' || before === after).toBe(true);
      }),
    );
  });

  test('законы де Моргана', () => {
    fc.assert(
      fc.property(condition, condition, answers, (one, other, data) => {
        const left = truth({ '!': { and: [one, other] } }, at(data)).value;
        const right = truth({ or: [{ '!': one }, { '!': other }] }, at(data)).value;
        expect(left).toBe(right);
      }),
    );
  });

  test('когда ответы есть на все вопросы, неизвестного нет; когда неизвестно, названо чего ждут', () => {
    fc.assert(
      fc.property(condition, answers, (rule, data) => {
        const { value, missing } = truth(rule, at(data));
        if (Object.keys(data).length === 3) expect(value).not.toBe('unknown');
        expect(missing.length > 0).toBe(value === 'unknown');
        expect(missing.every((name) => deps(rule).includes(name) && !Object.hasOwn(data, name))).toBe(true);
      }),
    );
  });

  test('объяснение отрицания противоположно: одно из двух верно', () => {
    fc.assert(
      fc.property(condition, answers, (rule, data) => {
        expect(explain({ '!': { '!': rule } }, at(data))).toBe(explain(rule, at(data)));
        expect(explain(rule, at(data))).toMatch(/^[«(А-ЯЁ].*\.$/u);
      }),
    );
  });
});

/** Any tree of known operators over any arguments: most are nonsense. */
const operators = Object.keys(ARITIES) as Operator[];
const anyRule = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 1, true, '2025-01-01', '', -0.5),
    fc.constantFrom('a', 'list', 'list.0', 'case.source', 'none', '').map((path) => ({ var: path })),
    fc
      .tuple(fc.constantFrom(...operators), fc.array(tie('node'), { maxLength: 3 }))
      .map(([name, args]) => ({ [name]: args })),
    fc.array(tie('node'), { maxLength: 2 }),
  ),
})).node;

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
}

const isRuleError = (error: unknown) => error === undefined || error instanceof RuleError;

describe('любое правило', () => {
  test('либо негодно и названо, почему, либо вычисляется и объясняется над любыми ответами', () => {
    fc.assert(
      fc.property(anyRule, fc.dictionary(fc.constantFrom('a', 'list', 'none'), fc.jsonValue()), (rule, data) => {
        const problems = check(rule, {});
        const isUnsound = problems.some(({ code }) => !['type', 'neverMatches', 'unknownField'].includes(code));
        // A rule that nobody has is found out by whoever comes to it: a list that is none has no element to ask it of.
        if (problems.some(({ code }) => code === 'unknownRule')) {
          expect(isRuleError(caught(() => evaluate(rule, at(data))))).toBe(true);
        } else if (isUnsound) {
          expect(() => evaluate(rule, at(data))).toThrow(RuleError);
        } else {
          expect(() => evaluate(rule, at(data))).not.toThrow();
          expect(typeof explain(rule, at(data))).toBe('string');
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('ничего не меняет ни в правиле, ни в ответах', () => {
    fc.assert(
      fc.property(condition, answers, (rule, data) => {
        const before = JSON.stringify([rule, data]);
        truth(rule, at(Object.freeze(data)));
        expect(JSON.stringify([rule, data])).toBe(before);
      }),
    );
  });
});

describe('пределы доверия', () => {
  test('свойства прототипа ответов не читаются', () => {
    const data = Object.create({ inherited: 'x' });
    expect(evaluate({ var: 'inherited' }, at(data))).toBe(UNKNOWN);
    const polluted = JSON.parse('{"__proto__": {"a": 1}}');
    expect(evaluate({ var: 'a' }, at(polluted))).toBe(UNKNOWN);
  });

  test('ответ не выдаст себя за сведение о заявке', () => {
    const data = ruleData({ case: { source: 'mfc' }, a: 1 }, { source: 'epgu' });
    expect(data).toEqual({ a: 1, case: { source: 'epgu' } });
    expect(ruleData({ case: { source: 'mfc' } })).toEqual({});
  });

  test('образец RE2 линеен и для Ajv различим', () => {
    // A backtracking engine would never come back from this one.
    expect(compilePattern('^(a+)+$').test(`${'a'.repeat(20_000)}!`)).toBe(false);
    expect(String(re2Engine('^a$', 'u'))).not.toBe(String(re2Engine('^b$', 'u')));
    expect(() => compilePattern('x'.repeat(1_001))).toThrow();
  });
});

describe('сообщения проверки', () => {
  const schema = { type: 'object', properties: { area: { type: 'number' }, flag: { type: 'boolean' } } } as const;

  test('условие должно быть условием', () => {
    expect(checkCondition({ var: 'area' }, schema)).toEqual([
      { code: 'type', pointer: '', message: 'Операции «!» здесь нужно: да или нет, а дано: число' },
    ]);
    expect(checkCondition({ var: 'flag' }, schema)).toEqual([]);
    expect(checkCondition({ and: [{ var: 'x1' }] }, schema)).toMatchObject([{ pointer: '/and/0' }]);
  });

  test('схема без полей принимает любое поле', () => {
    expect(check({ '==': [{ var: 'anything.inside' }, 1] }, {})).toEqual([]);
  });

  test('поля формы без сведений о заявке', () => {
    const rule = { and: [{ var: 'address.city' }, { var: 'address.street' }, { var: 'case.source' }] };
    expect(fieldDeps(rule)).toEqual(['address']);
  });
});

describe('русская запись', () => {
  test('число и слово', () => {
    const words = [0, 1, 2, 5, 11, 21, 112, 1.5].map((count) => plural(count, ['день', 'дня', 'дней']));
    expect(words).toEqual(['дней', 'день', 'дня', 'дней', 'дней', 'день', 'дней', 'дня']);
  });
  test('деньги и числа', () => {
    expect(russianMoney(123456789)).toBe('1\u00a0234\u00a0567,89\u00a0₽');
    expect(russianMoney(-5)).toBe('−0,05\u00a0₽');
    expect(russianNumber(-12345.5)).toBe('−12\u00a0345,5');
    expect(russianNumber(1200)).toBe('1200');
  });
  test('перечисление и заголовки', () => {
    expect(enumeration(['а', 'б', 'в'], 'или')).toBe('а, б или в');
    expect(enumeration([], 'и')).toBe('');
    expect(quoted('Тип «Адрес»')).toBe('«Тип „Адрес“»');
    expect(titleOf({ ru: 'Услуга', en: 'Service' }, 'en')).toBe('Service');
    expect(titleOf({ ru: 'Услуга' }, 'en')).toBe('Услуга');
  });
});
