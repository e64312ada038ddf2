import { describe, expect, test } from 'vitest';
import { wrap } from './wrap.ts';

/** Without the import, which stands before the first line. */
const codeOf = (source: string) => wrap('a.tsx', source).code.replace(/^import [^;]+;/, '');

describe('что становится текстом', () => {
  test.each([
    [`const a = 'Заявка';`, `const a = $text("Заявка");`],
    [`const a = \`№ \${n} от \${\`дня \${d}\`}\`;`, 'const a = $text("№ {0} от {1}", (n), ($text("дня {0}", (d))));'],
    [`const a = { title: 'Да' } as const;`, `const a = { title: $text("Да") } as const;`],
    [`const a = <p title="Да">x</p>;`, `const a = <p title={$text("Да")}>x</p>;`],
    ['const a = <p>Да</p>;', 'const a = <p>{$text("Да")}</p>;'],
    ['const a = <p>Всего&nbsp;{n} из {m}.</p>;', 'const a = <p>{$phrase("Всего\u00a0{0} из {1}.", (n), (m))}</p>;'],
    [
      `const a = <p>{n}, <b>срок</b> – {d ?? 'нет'}</p>;`,
      `const a = <p>{n}, <b>{$text("срок")}</b> – {d ?? $text("нет")}</p>;`,
    ],
  ])('%s', (source, code) => expect(codeOf(source)).toBe(code));

  test('строки абзаца складываются, как их сложит React; выражение со своей строки – само по себе', () => {
    const source = `const a = (
      <p>
        Первая строка
        и вторая:{' '}
        {link}
        <b>x</b>
        третья {n}
      </p>
    );`;
    expect(wrap('a.tsx', source).messages).toEqual([
      { text: 'Первая строка и вторая: ', line: 2 },
      { text: 'третья {0}', line: 6 },
    ]);
  });
});

describe('что остаётся', () => {
  test.each([
    `type A = 'Да'; const a = x as 'Да';`,
    `import { a } from './а.ts'; export * from './б.ts';`,
    `const a = 'latin'; // Да`,
    'const a = /[А-Я]/;',
    `const a = name.replaceAll('ё', 'е');`,
  ])('%s', (source) => expect(wrap('a.tsx', source)).toEqual({ code: source, messages: [], strays: [] }));

  test.each([`const a = { Да: 1 };`, `const a = { 'Нет': 1 };`, 'const a = sql`Да`;'])(
    'негде перевести: %s',
    (source) => expect(wrap('a.tsx', source).strays).toHaveLength(1),
  );
});
