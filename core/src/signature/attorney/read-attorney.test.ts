import { describe, expect, test } from 'vitest';
import { attorneyProblems } from './fitness.ts';
import { readAttorney } from './read-attorney.ts';

const xml = (body: string, head = '<?xml version="1.0" encoding="UTF-8"?>') => Buffer.from(`${head}${body}`);
const giver =
  '<СвДоверит><Доверит><РосОргДовер><СвРосОрг НаимОрг="Управление городского хозяйства" ИННЮЛ="9900000013" ОГРН="1099900000017"/></РосОргДовер></Доверит></СвДоверит>';
const given =
  '<СвУпПред><Пред><СведФизЛ ИННФЛ="990000000012" СНИЛС="700-000-619 92"><ФИО Фамилия="Ахметова" Имя="Светлана" Отчество="Юрьевна"/></СведФизЛ></Пред></СвУпПред>';
const about = '<СвДов НомДовер="0f1e" ДатаВыдДовер="2026-01-10" СрокДейст="2027-01-09"/>';
const powers = '<СвПолн ТипПолн="0"><ТекстПолн ТекстСодПолн="Подписывать результаты услуг"/></СвПолн>';
const whole = (parts: string) =>
  `<Доверенность xmlns="urn://x-artefacts/EMCHD_1"><Документ><Довер>${parts}</Довер></Документ></Доверенность>`;
const facts = {
  number: '0f1e',
  principal: { name: 'Управление городского хозяйства', inn: '9900000013', ogrn: '1099900000017' },
  representative: { name: 'Ахметова Светлана Юрьевна', snils: '70000061992', inn: '990000000012' },
  ...{ from: '2026-01-10', until: '2027-01-09' },
  powers: ['Подписывать результаты услуг'],
};

test('кто, за кого, до какого дня, что может', () => {
  expect(readAttorney(xml(whole(about + giver + given + powers)))).toEqual({ facts });
});

test('приставки пространств имён и даты прежних форматов читаются так же', () => {
  const older = about.replace('2026-01-10', '10.01.2026').replace('2027-01-09', '09.01.2027');
  const prefixed = whole(older + giver + given + powers).replaceAll(/<(\/?)(?=[А-Я])/g, '<$1д:');
  expect(readAttorney(xml(prefixed))).toEqual({ facts });
});

describe('чего нет, то названо', () => {
  test.each([
    ['срока', about.replace(' СрокДейст="2027-01-09"', '') + giver + given, 'срок действия'],
    ['такого дня', about.replace('2027-01-09', '2027-02-30') + giver + given, 'срок действия'],
    ['доверителя', about + given, 'доверитель'],
    ['представителя', about + giver, 'представитель'],
  ])('нет %s', (_what, parts, word) => {
    expect(readAttorney(xml(whole(parts)))).toEqual({ problem: expect.stringContaining(word) });
  });
});

test.each([
  ['не XML', 'доверенность'],
  ['другой XML', '<html/>'],
  ['внешняя сущность', `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${whole(about)}`],
  ['своя сущность', whole(about).replace('0f1e', '&a;')],
  ['не закрыт', whole(about).slice(0, -3)],
  ['закрыт не тот', whole('<СвДов></Довер>')],
  ['два корня', whole(about) + whole(about)],
  ['слишком глубок', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`],
  ['слишком много', whole('<a/>'.repeat(30_000))],
  ['дважды одно свойство', whole('<СвДов НомДовер="1" НомДовер="2"/>')],
])('%s: отказано', (_what, body) => {
  expect(readAttorney(xml(body))).toEqual({ problem: expect.stringContaining('не машиночитаемая доверенность') });
});

test('чужая кодировка не угадывается, windows-1251 читается', () => {
  expect(readAttorney(xml(whole(about), '<?xml version="1.0" encoding="koi8-r"?>'))).toHaveProperty('problem');
  // «<Доверенность/>»
  const name = Buffer.from('c4eee2e5f0e5ededeef1f2fc', 'hex');
  const old = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="windows-1251"?><'), name, Buffer.from('/>')]);
  expect(readAttorney(old)).toEqual({ problem: expect.stringContaining('не найдено: номер') });
});

const me = { fullName: 'Ахметова Светлана Юрьевна', snils: '70000061992', strict: true };
test.each([
  ['своя и в силе', me, '2026-06-01', []],
  ['в последний день', me, '2027-01-09', []],
  ['срок вышел', me, '2027-01-10', ['Срок доверенности истёк 09.01.2027.']],
  ['ещё не действует', me, '2026-01-09', ['Доверенность действует только с 10.01.2026.']],
  [
    'чужая',
    { ...me, snils: '70000054490' },
    '2026-06-01',
    ['Доверенность выдана другому лицу: Ахметова Светлана Юрьевна.'],
  ],
  ['без СНИЛС – по имени', { ...me, snils: null, fullName: 'АХМЕТОВА Светлана Юрьевна' }, '2026-06-01', []],
] as const)('%s', (...[, who, today, problems]) => {
  expect(attorneyProblems(facts, who, today)).toEqual(problems);
});
