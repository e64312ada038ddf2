import { describe, expect, test } from 'vitest';
import { attorneyProblems, type Bearer } from './fitness.ts';
import { findPathProblem } from './path.ts';
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
    ['срока', about.replace(' СрокДейст="2027-01-09"', '') + giver + given, 'действует до'],
    ['такого дня', about.replace('2027-01-09', '2027-02-30') + giver + given, 'действует до'],
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
const foreign = 'Доверенность выдана другому лицу: Ахметова Светлана Юрьевна.';
const body =
  'Доверенность выдана другим ведомством: Управление городского хозяйства – ИНН или ОГРН не те, что у вашего.';
const bearer = { me, inn: '9900000013', ogrn: '1099900000017', today: '2026-06-01' };
test.each<[string, Partial<Bearer>, string[]]>([
  ['своя и в силе', {}, []],
  ['в последний день', { today: '2027-01-09' }, []],
  ['срок вышел', { today: '2027-01-10' }, ['Срок доверенности истёк 09.01.2027.']],
  ['ещё не действует', { today: '2026-01-09' }, ['Доверенность действует только с 10.01.2026.']],
  ['чужая', { me: { ...me, snils: '70000054490' } }, [foreign]],
  ['без СНИЛС – по имени', { me: { ...me, snils: null, fullName: 'АХМЕТОВА Светлана Юрьевна' } }, []],
  ['номера ведомства не указаны', { inn: null, ogrn: null }, []],
  ['от другого ведомства, по ИНН', { inn: '9900000020' }, [body]],
  ['от другого ведомства, по ОГРН', { inn: null, ogrn: '1099900000028' }, [body]],
])('%s', (_what, change, problems) => {
  expect(attorneyProblems(facts, { ...bearer, ...change }).map(({ text }) => text)).toEqual(problems);
});

test('подпись доверителя не сошлась – это сказано', () => {
  const seal = { valid: false, text: 'Сертификат отозван.' };
  expect(attorneyProblems(facts, bearer, seal)).toEqual([
    { kind: 'signature', text: 'Подпись доверителя под доверенностью: Сертификат отозван.' },
  ]);
  expect(attorneyProblems(facts, bearer, { ...seal, valid: true })).toEqual([]);
});

test('незнакомый формат читается по путям ведомства', () => {
  const strange = `<poa:PowerOfAttorney xmlns:poa="urn:x"><poa:Id>7</poa:Id><poa:From at="2026-01-10" to="2027-01-09"/>
    <poa:Body><poa:Name>Комитет</poa:Name></poa:Body><poa:Person last="Ахметова" first="Светлана"/>
    <poa:May>Заверять</poa:May><poa:May>Подписывать</poa:May></poa:PowerOfAttorney>`;
  expect(readAttorney(xml(strange))).toEqual({ problem: expect.stringContaining('не машиночитаемая доверенность') });
  const places = {
    ...{ number: '/PowerOfAttorney/Id', principalName: '//Body/Name', surname: '//Person/@last' },
    ...{ givenName: '//Person/@first', from: '//From/@at', until: '//Until/@at | //From/@to', powers: '//May' },
  };
  expect(readAttorney(xml(strange), places)).toEqual({
    facts: {
      ...{ number: '7', from: '2026-01-10', until: '2027-01-09', powers: ['Заверять', 'Подписывать'] },
      principal: { name: 'Комитет', inn: null, ogrn: null },
      representative: { name: 'Ахметова Светлана', snils: null, inn: null },
    },
  });
});

test.each(['//a/@b', '/a/b', ' //a | /б/@* ', '//*/@a'])('путь %s', (path) => {
  expect(findPathProblem(path)).toBeUndefined();
});

test.each(['', 'a', '/', '//@a/b', '/a[1]', '/a/text()', '//a |', '//д:a', '/a'.repeat(21)])('не путь: %s', (path) => {
  expect(findPathProblem(path)).toContain('не путь');
});

test('глубокий поиск в большом документе не множит работу', () => {
  const deep = `${'<a>'.repeat(50)}${'<b/>'.repeat(15_000)}${'</a>'.repeat(50)}`;
  const places = { number: '//a'.repeat(20) };
  expect(readAttorney(xml(whole(deep)), places)).toEqual({ problem: expect.stringContaining('не найдено: номер') });
});
