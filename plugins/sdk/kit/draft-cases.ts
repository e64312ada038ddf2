import assert from 'node:assert/strict';
import { schemas } from '@reglament/format';
import { Ajv } from 'ajv';
import type { DraftNote, RequestTypeDefinition, RequestTypeDraft, TypeRemark } from '../src/index.ts';
import { assertNone, assertRussian } from './expecting.ts';
import { formProblems } from './form-problems.ts';
import type { KitCase } from './kit-case.ts';
import type { Subject } from './scene.ts';

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
for (const schema of Object.values(schemas)) ajv.addSchema(schema);

/** A type of request out of files, for a plugin that can make one. */
export function draftCases({ plugin, samples }: Subject): KitCase[] {
  const { draftRequestType, requestKindFrom } = plugin;
  const { draft } = samples;
  if (draftRequestType === undefined || draft === undefined) return [];
  const one = (code: string, title: string, check: () => void): KitCase => ({ code, title, run: async () => check() });
  const drafted = () => typeOf(draftRequestType(draft.files, draft.choice));
  return [
    one('draft.roots', 'черновик вида: без выбора перечислено, что можно выбрать', () => {
      const { roots, type } = draftRequestType(draft.files);
      assert.ok(roots.length > 0, 'Корней (roots) нет');
      assert.equal(type, undefined, 'Вид составлен, хотя ничего не выбрано');
    }),
    one('draft.type', 'черновик вида: составлен, верен по формату, два раза – один и тот же', () => {
      const type = drafted();
      const validate = ajv.getSchema('request-type.schema.json');
      assert.ok(validate);
      assert.ok(validate(type), `Вид не по формату: ${ajv.errorsText(validate.errors)}`);
      assert.equal(type.plugin, plugin.id, 'Вид назван видом другого модуля (plugin)');
      assert.deepEqual(drafted(), type, 'Второй раз составлен другой вид');
      assert.deepEqual(JSON.parse(JSON.stringify(type)), type, 'Вид – данные: без функций и undefined');
    }),
    one('draft.kind', 'черновик вида: по нему есть вид запроса, формы верны и рисуются', () => {
      const kind = requestKindFrom?.(drafted());
      assert.ok(kind, 'requestKindFrom нет: по составленному виду нечего спросить');
      assertNone(
        formProblems(drafted().message?.question.form ?? { schema: { type: 'object', properties: {} } }),
        'Форма вопроса',
      );
      assertNone(formProblems(kind.answer), 'Форма ответа');
    }),
    one(
      'draft.remarks',
      'черновик вида: расхождения вида с файлами названы по месту; у только что составленного ошибок нет',
      () => {
        const type = drafted();
        const remarks = requestKindFrom?.(type).remarks?.() ?? [];
        assert.deepEqual(requestKindFrom?.(type).remarks?.() ?? [], remarks, 'Второй раз замечания другие');
        for (const remark of remarks) assertRemark(type, remark);
        const errors = remarks.filter(({ level }) => level === 'error').map(({ message }) => message);
        assertNone(errors, 'Составленный вид не опубликовать');
      },
    ),
    one('draft.hostile', 'черновик вида: негодные файлы названы, а не брошены ошибкой', () => {
      const broken = [
        ...draft.files.slice(1),
        { name: draft.files[0]?.name ?? 'a.txt', content: new Uint8Array([60, 0, 255]) },
      ];
      for (const files of [[], broken]) assertNamed(draftRequestType(files, draft.choice));
      assertNamed(draftRequestType(draft.files, { ...draft.choice, question: 'такогоКорняНет' }));
    }),
  ];
}

function typeOf({ type, notes }: RequestTypeDraft) {
  assert.ok(type, `Вид не составлен: ${words(notes)}`);
  return type;
}

function assertNamed({ type, notes }: RequestTypeDraft) {
  assert.equal(type, undefined, 'Вид составлен по негодным файлам');
  const errors = notes.filter(({ level }) => level === 'error');
  assert.ok(errors.length > 0, 'Негодные файлы не названы ошибкой (level: error)');
  for (const { message } of errors) assertRussian(message, 'Замечание');
}

function assertRemark(type: RequestTypeDefinition, { level, pointer, message, todo }: TypeRemark) {
  assert.ok(level === 'error' || level === 'warning', `Замечание: level – error или warning, а не ${level}`);
  assertRussian(message, 'Замечание (message)');
  assertRussian(todo, 'Что сделать с замечанием (todo)');
  const steps = pointer.split('/').slice(1);
  const place = steps.reduce<unknown>((at, step) => {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    return typeof at === 'object' && at !== null && Object.hasOwn(at, key)
      ? (at as Record<string, unknown>)[key]
      : undefined;
  }, type);
  assert.ok(
    pointer === '' || (pointer.startsWith('/') && place !== undefined),
    `Замечание: места ${pointer} в виде нет`,
  );
}

function words(notes: readonly DraftNote[]): string {
  return notes.map(({ place, message }) => `${place} ${message}`).join('; ');
}
