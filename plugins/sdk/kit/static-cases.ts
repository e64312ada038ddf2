import assert from 'node:assert/strict';
import type { CliCommand, FormContext, Plugin, RequestKind, Terminal } from '../src/index.ts';
import { assertNone, assertRussian } from './expecting.ts';
import { answerProblems, formProblems } from './form-problems.ts';
import type { KitCase } from './kit-case.ts';
import { kitBody, kitNeighbour } from './kit-host.ts';
import { questionOf } from './question.ts';
import type { Subject } from './scene.ts';

const contexts: readonly FormContext[] = [
  { body: kitBody, joined: [] },
  { body: kitBody, joined: [kitNeighbour] },
];

/** What holds of the plugin before it is connected to anything. */
export function staticCases({ plugin, samples }: Subject): KitCase[] {
  const one = (code: string, title: string, check: () => void): KitCase => ({ code, title, run: async () => check() });
  return [
    one('plugin.shape', 'модуль назван, договор известен', () => checkShape(plugin)),
    one('plugin.english', 'английские тексты – по-английски, и значения в них те же', () => checkEnglish(plugin)),
    one('plugin.config', 'форма настроек верна и рисуется', () => {
      assertNone(formProblems(plugin.config), 'Форма настроек');
    }),
    one('plugin.secrets', 'секреты названы и есть в форме', () => checkSecrets(plugin)),
    ...(plugin.commands ?? []).map(
      (command): KitCase => ({
        code: 'command.shape',
        title: `команда «${command.name}»: названа, описана и отвечает на неверный вызов кодом 2`,
        run: () => checkCommand(command, plugin),
      }),
    ),
    ...Object.entries(plugin.requestKinds ?? {}).flatMap(([code, kind]) => [
      one('kind.shape', `вид «${code}»: назван и отнесён к вкладке`, () => checkKind(code, kind)),
      one('kind.question', `вид «${code}»: форма вопроса верна, рисуется и зависит только от контекста`, () =>
        checkQuestion(kind),
      ),
      one('kind.answer', `вид «${code}»: форма ответа верна и рисуется`, () => {
        assertNone(formProblems(kind.answer), 'Форма ответа');
      }),
      one('kind.sample', `вид «${code}»: образец вопроса подходит под форму`, () => {
        const question = questionOf({ plugin, samples }, code);
        const { schema } = kind.question({ body: kitBody, joined: [kitNeighbour] });
        const hint = 'Дайте полям examples или вопрос целиком в questions набора';
        assertNone(answerProblems(schema, question), `Образец вопроса. ${hint}`);
      }),
    ]),
  ];
}

function checkShape(plugin: Plugin) {
  assert.match(plugin.id, /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/, 'id – имя пакета или папки');
  assertRussian(typeof plugin.title === 'string' ? plugin.title : plugin.title?.ru, 'Название модуля (title)');
  assert.equal(plugin.contract, '1.0', 'Договор (contract)');
  const scopes = ['body', 'installation', 'both'];
  assert.ok(scopes.includes(plugin.scope), `scope: ${scopes.join(', ')}, а не ${plugin.scope}`);
  assert.equal(typeof plugin.connect, 'function', 'connect – функция');
}

const placesOf = (text: string) => (text.match(/\{\d*\}/g) ?? []).sort().join();

/** A plugin without English is read in Russian; a line that loses a value would hide what happened. */
function checkEnglish({ english = {} }: Plugin) {
  for (const [russian, said] of Object.entries(english)) {
    assertRussian(russian, 'Ключ english – текст модуля, как он записан в коде');
    assert.equal(placesOf(said), placesOf(russian), `english: другие {0}, {1}… у «${russian}»`);
    assert.doesNotMatch(said, /[а-яё]{3}/i, `english: не по-английски – «${said}»`);
  }
}

/** Names that give a secret away: what stands in such a field must not be shown again. */
const secretName = /secret|password|token|passphrase|privateKey|apiKey/i;

function checkSecrets({ config: { schema, secrets = [] } }: Plugin) {
  for (const secret of secrets) {
    assert.equal(schema.properties[secret]?.type, 'string', `Секрет «${secret}» – строковое поле формы настроек`);
  }
  for (const field of Object.keys(schema.properties).filter((name) => secretName.test(name))) {
    assert.ok(secrets.includes(field), `Поле «${field}» похоже на секрет: назовите его в secrets или переименуйте`);
  }
}

async function checkCommand({ name, summary, usage, run }: CliCommand, { commands = [] }: Plugin) {
  assert.match(name, /^[a-z][a-z0-9-]{1,39}$/, 'Имя команды: латинская буква, затем строчные буквы, цифры, дефис');
  assert.equal(commands.filter((command) => command.name === name).length, 1, `Команда «${name}» названа дважды`);
  assertRussian(summary, 'Краткое описание (summary)');
  assertRussian(usage, 'Справка (usage)');
  const told: string[] = [];
  const tell = (line: string) => void told.push(line);
  const terminal: Terminal = {
    out: tell,
    err: tell,
    write: () => undefined,
    readInput: async () => new Uint8Array(),
    stop: AbortSignal.abort(),
  };
  assert.equal(await run(['--no-such-option'], terminal), 2, 'Неизвестный ключ – неверный вызов, код 2');
  assertRussian(told.join('\n'), 'О неверном вызове');
}

function checkKind(code: string, kind: RequestKind) {
  assert.match(code, /^[a-z][a-zA-Z0-9]{1,39}$/, 'Код вида: латинская буква, затем буквы и цифры');
  assert.ok(kind.version.length > 0, 'Версия вида (version) пуста');
  for (const title of [kind.title, kind.group])
    assertRussian(typeof title === 'string' ? title : title?.ru, 'Название');
  assert.ok(
    ['organisation', 'official', 'optional', 'none'].includes(kind.signedBy),
    `signedBy: organisation, official, optional или none, а не ${kind.signedBy}`,
  );
}

function checkQuestion(kind: RequestKind) {
  for (const context of contexts) {
    const frozen = deepFreeze(structuredClone(context));
    const form = kind.question(frozen);
    assertNone(formProblems(form), 'Форма вопроса');
    assert.deepEqual(JSON.parse(JSON.stringify(form)), form, 'Форма вопроса – данные: без функций и undefined');
    assert.deepEqual(
      kind.question(frozen),
      form,
      'question(context) второй раз дала другую форму: она должна быть чистой',
    );
  }
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
