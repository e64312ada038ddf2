import { readFileSync } from 'node:fs';
import type { ServiceDefinition } from '@reglament/format';
import type { JsonObject } from '@reglament/sdk';
import { judge } from '@reglament/xml/information-type';
import { describe, expect, test } from 'vitest';
import { type OrderApplication, type OrderMessage, type OrderService, orderType } from './order.ts';
import { type OrderAnswer, readOrderAnswer, writeOrderAnswer } from './order-answer.ts';
import { orderSchema } from './order-schema.ts';
import { readOrder, writeOrder } from './order-xml.ts';

const services = new URL('../../../service-definitions/services/', import.meta.url);

function serviceOf(code: string): OrderService {
  const { title, form }: ServiceDefinition = JSON.parse(
    readFileSync(new URL(`${code}/service.json`, services), 'utf8'),
  );
  return { code, title: String(title), form: form.schema };
}

const trees = serviceOf('treeFellingPermit');

const answers: JsonObject = {
  reason: 'sanitary',
  place: { text: 'ул. Садовая, д. 3 <корпус "А" & Б>', postalCode: '432001', region: 'Верхнереченская область' },
  plants: [
    { species: 'Тополь', count: 2, condition: 'Сухостойный' },
    { species: 'Клён', count: 10 },
  ],
  worksFrom: '2026-04-01',
};

const application: OrderApplication = {
  kind: 'application',
  orderId: '764512340987',
  source: 'rpgu',
  submittedAt: new Date('2026-03-02T09:00:00Z'),
  department: 'city',
  service: 'treeFellingPermit',
  applicant: {
    kind: 'person',
    surname: 'Иванова',
    name: 'Анна',
    birthDate: '1980-01-31',
    snils: '112-233-445 95',
    passport: { series: '4509', number: '123456', issuedOn: '2010-05-05' },
  },
  representative: { kind: 'soleTrader', surname: 'Петров', name: 'Пётр', ogrnip: '304500116000157' },
  answers,
  documents: [
    { code: 'treePlan', fileName: 'Схема.pdf', mimeType: 'application/pdf', sha256: 'a'.repeat(64) },
    { code: 'treeList', fileName: 'Ведомость.xlsx', mimeType: 'application/octet-stream' },
  ],
};

const messages: readonly OrderMessage[] = [
  application,
  {
    kind: 'correction',
    orderId: '764512340987',
    answers: { worksFrom: null, plants: [{ species: 'Ясень', count: 3 }] },
    documents: [{ code: 'treePlan', fileName: 'Новая схема.pdf', mimeType: 'application/pdf' }],
  },
  { kind: 'cancel', orderId: '764512340987', reason: 'Передумала' },
  { kind: 'cancel', orderId: '764512340987', reason: '' },
  { kind: 'text', orderId: '764512340987', text: 'Когда будет готово?\nЖду' },
];

test('вид сведений назван именем корня и пространства имён схемы', () => {
  expect(orderType('treeFellingPermit')).toBe('{urn://reglament/portal/order/treeFellingPermit/1.0.0}FormData');
});

describe('что присылает портал', () => {
  test.each(messages)('$kind: написанное подходит под схему услуги и читается тем же', (message) => {
    expect(readOrder(trees, writeOrder(trees, message))).toEqual({ message, problems: [] });
  });

  test('организация – в полях реестра заявителей', () => {
    const applicant = { kind: 'organisation', title: 'ООО «Лес»', inn: '7707083893', ogrn: '1027700132195' };
    const { message, problems } = readOrder(trees, writeOrder(trees, { ...application, applicant }));
    expect(problems).toEqual([]);
    expect(message).toMatchObject({ applicant });
  });

  test.each([
    ['landPlotPlan'],
    ['revocation'],
    ['addressAssignment'],
    ['constructionNotice'],
    ['treeFellingPermit'],
    ['archiveCertificate'],
    ['housingSubsidy'],
    ['landPlotScheme'],
  ])('%s: схема из формы собирается и принимает заявку без ответов', (code) => {
    const service = serviceOf(code);
    const xml = writeOrder(service, { ...application, service: code, answers: {} });
    expect(judge({ 'order.xsd': orderSchema(service) }, xml)).toEqual([]);
  });

  const spoilt = (from: string | RegExp, to: string) => writeOrder(trees, application).replace(from, to);

  test.each([
    ['поля нет в форме', spoilt('<worksFrom>', '<colour>зелёный</colour><worksFrom>'), 'colour'],
    ['значения нет в списке', spoilt('sanitary', 'fire'), 'fire'],
    ['число не число', spoilt('<count>2<', '<count>два<'), 'count'],
    ['даты нет в календаре', spoilt('2026-04-01', '2026-02-30'), '2026-02-30'],
    ['номер заявки не из цифр', spoilt('764512340987', 'ABC'), 'ABC'],
    ['источник неизвестен', spoilt('rpgu', 'bank'), 'bank'],
    ['обязательной части нет', spoilt(/<department>.*?<\/department>/, ''), 'department'],
  ])('%s: сказано по-русски, остальное прочитано', (_, xml, named) => {
    const { message, problems } = readOrder(trees, xml);
    expect(problems.join('\n')).toContain(named);
    expect(problems.join('\n')).toMatch(/[а-яё]{4}/i);
    expect(message).toMatchObject({ kind: 'application', applicant: application.applicant });
  });

  test('негодное значение остаётся текстом: о нём скажет проверка формы', () => {
    const { message } = readOrder(trees, spoilt('<count>2<', '<count>два<'));
    expect(message).toMatchObject({ answers: { plants: [{ species: 'Тополь', count: 'два' }, {}] } });
  });

  test.each([
    ['не XML', 'Здравствуйте'],
    ['обрезано', writeOrder(trees, application).slice(0, 400)],
    [
      'объявлен тип документа',
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${writeOrder(trees, application)}`,
    ],
    ['другое пространство имён', writeOrder({ ...trees, code: 'other' }, application)],
    ['глубже предела', `<a>${'<a>'.repeat(300)}${'</a>'.repeat(300)}</a>`],
  ])('%s: не прочитано, и сказано почему', (_, xml) => {
    const { message, problems } = readOrder(trees, xml);
    expect(message).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
  });

  test('знаки, которых XML не знает, не мешают остальному', () => {
    const { message } = readOrder(trees, writeOrder(trees, { kind: 'text', orderId: '1', text: 'a\u0000b\u000b' }));
    expect(message).toMatchObject({ text: 'a\ufffdb\ufffd' });
  });
});

const orderId = '764512340987';
const said: readonly OrderAnswer[] = [
  { kind: 'change', orderId, code: '3', comment: 'Готово', cancelAllowed: false, sendMessageAllowed: true },
  { kind: 'change', orderId, code: '4' },
  { kind: 'change', orderId, code: 'IN_WORK', isOwnCode: true },
  { kind: 'cancel', orderId, result: 'IN_PROGRESS', comment: 'Рассматривается' },
  { kind: 'cancel', orderId, result: 'CANCELLED' },
  { kind: 'text', orderId, text: 'Завтра' },
  { kind: 'text', orderId },
];

describe('что ведомство отвечает', () => {
  test.each(said)('$kind: подходит под схему услуги и читается тем же', (answer) => {
    const xml = writeOrderAnswer('treeFellingPermit', answer);
    expect(judge({ 'order.xsd': orderSchema(trees) }, xml)).toEqual([]);
    expect(readOrderAnswer(xml)).toEqual(answer);
  });

  test.each([['не XML'], ['<a xmlns="urn:a"/>'], [writeOrder(trees, application)]])('%s – не ответ', (xml) => {
    expect(readOrderAnswer(xml)).toBeUndefined();
  });
});
