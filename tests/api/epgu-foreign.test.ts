import { expect, test } from 'vitest';
import { draftRequestType } from '../../plugins/epgu/draft.ts';
import type { OrderMessage } from '../../plugins/epgu/wire/order.ts';
import { writeOrder } from '../../plugins/epgu/wire/order-xml.ts';
import { treeAnswers } from '../support/city.ts';
import { publishText } from '../support/clock-definitions.ts';
import { filed } from '../support/epgu-orders.ts';
import { type EpguDesk, openEpguDesk } from '../support/epgu-side.ts';
import { act, expected, personNumber, readCard } from '../support/factories.ts';
import { soon } from '../support/portal.ts';

const namespace = 'urn://region/felling/1.0.0';
const request = `{${namespace}}Request`;
const complex = (inside: string) => `<xs:complexType><xs:sequence>${inside}</xs:sequence></xs:complexType>`;
const text = (name: string) => `<xs:element name="${name}" type="xs:string"/>`;
const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${namespace}" elementFormDefault="qualified">
<xs:element name="Request">${complex(`
  <xs:element name="service">${complex(text('CaseNumber'))}</xs:element>
  <xs:element name="Panel">${complex(['lastname', 'firstname', 'snils', 'where', 'postcode', 'why'].map(text).join(''))}</xs:element>
  <xs:element name="Tree" maxOccurs="50">${complex(`${text('sort')}<xs:element name="number" type="xs:integer"/>`)}</xs:element>`)}</xs:element>
<xs:element name="Response">${complex(text('Value') + text('Comment') + text('Name'))}</xs:element></xs:schema>`;

/** Where a place of the schema stands in the form that is made of it. */
function fieldOf(places: Readonly<Record<string, string>>, name: string): string {
  const found = Object.entries(places).find(([, place]) => place.split('/').at(-1)?.startsWith(name));
  if (found === undefined) throw new Error(`${name}: ${JSON.stringify(places)}`);
  return found[0];
}

/** A portal still fills in the form that was published before. */
async function comesByFormerForm(desk: EpguDesk): Promise<void> {
  const { content, version } = desk.server.deps.definitions.latest('service', 'treeFellingPermit');
  const [first, second] = [filed(), filed()];
  const registrar = await desk.server.login('city.registrar');
  const cardOf = (orderId: string, state: string) =>
    soon(async () => {
      const { rows } = await desk.server.database.execute('select id from application where external_id = $1', [
        orderId,
      ]);
      expect(rows).toHaveLength(1);
      const card = await readCard(registrar, (rows[0] as { id: string }).id);
      expect(card.stateTitle).toBe(state);
      return card;
    });
  await desk.send(first);
  expect((await cardOf(first.orderId, 'Новая')).service.version).toBe(version);
  const { schema, sections } = content.form;
  const properties = { ...schema.properties, ward: { type: 'string' as const, title: 'Участок лесничества' } };
  const required = [...(schema.required ?? []), 'ward'];
  const [section, ...others] = sections;
  const form = {
    ...content.form,
    schema: { ...schema, properties, required },
    sections: [{ ...section, fields: [...(section?.fields ?? []), 'ward'] }, ...others],
  };
  await publishText(desk.server, 'service', { ...content, form, tests: [] });
  await desk.send(second);
  const draft = await cardOf(second.orderId, 'Черновик');
  expect(draft.service.version).toBe(version + 1);
  expect(draft.answers).toEqual(second.answers);
  const { items } = expected(await registrar.get(`/api/applications/${draft.id}/history`));
  expect(items.find((one: { type: string }) => one.type === 'portalUnfit').remarks.join('\n')).toContain(
    'Участок лесничества',
  );
  const third = filed({ answers: { ...second.answers, ward: '7' } });
  await desk.sendXml(writeOrder({ ...desk.service, form: form.schema }, third), { orderId: third.orderId });
  expect((await cardOf(third.orderId, 'Новая')).answers).toEqual(third.answers);
  await publishText(desk.server, 'service', { ...content, tests: [] });

  // What had come before goes on by its own version, corrected too; what only its form has is named for a person.
  const executor = await desk.server.login('city.executor');
  const sendBack = async (orderId: string) => {
    const working = await act(executor, await cardOf(orderId, 'Новая'), ['assignToMe', {}]);
    await act(executor, working, ['sendBack', { comment: 'Исправьте' }]);
  };
  const plants = [{ species: 'Ясень', count: 3, condition: 'Сухой' }];
  await sendBack(first.orderId);
  await desk.send({ kind: 'correction', orderId: first.orderId, answers: { plants }, documents: [] });
  const corrected = await cardOf(first.orderId, 'В работе');
  expect([corrected.service.version, corrected.answers]).toEqual([version, { ...first.answers, plants }]);
  await sendBack(third.orderId);
  const change: OrderMessage = {
    kind: 'correction',
    orderId: third.orderId,
    answers: { plants, ward: '8' },
    documents: [],
  };
  await desk.sendXml(writeOrder({ ...desk.service, form: form.schema }, change), { orderId: third.orderId });
  await soon(async () => {
    const waiting = await cardOf(third.orderId, 'На доработке');
    expect([waiting.service.version, waiting.answers]).toEqual([version + 1, { ...third.answers, plants }]);
    const { items: events } = expected(await registrar.get(`/api/applications/${waiting.id}/history`));
    expect(events.find((one: { type: string }) => one.type === 'portalUnfit').remarks.join('\n')).toContain('ward');
  });
}

test('чужой вид прежней формы: по таблице – в форму услуги; негодное осталось черновиком; ответ один – Value, Comment, Name; по прежней форме услуги – черновик новой версии', async () => {
  const files = [{ name: 'felling.xsd', content: new TextEncoder().encode(schema) }];
  const { type, notes } = draftRequestType(files, { question: 'Request', code: 'fellingOrder', title: 'Вырубка' });
  if (type?.message === undefined) throw new Error(JSON.stringify(notes));
  const desk = await openEpguDesk({ request, response: `{${namespace}}Response`, schema });
  try {
    const { places = {} } = type.message.question;
    const from = (name: string) => fieldOf(places, name);
    await publishText(desk.server, 'requestType', { ...type });
    const { content } = desk.server.deps.definitions.latest('service', 'treeFellingPermit');
    const mapping = [
      { to: 'applicant.kind', convert: { as: 'const', value: 'person' } },
      { to: 'applicant.surname', from: from('lastname') },
      { to: 'applicant.name', from: from('firstname') },
      { to: 'applicant.snils', from: from('snils') },
      { to: 'answers.reason', from: from('why'), convert: { as: 'codes', values: { 'Сухое дерево': 'sanitary' } } },
      { to: 'answers.place.text', from: from('where') },
      { to: 'answers.place.postalCode', from: from('postcode') },
      { to: 'answers.place.region', convert: { as: 'const', value: 'Верхнереченский край' } },
      { to: 'answers.plants[].species', from: from('sort') },
      { to: 'answers.plants[].count', from: from('number'), convert: 'number' },
    ];
    const portal = { ...content.portal, intake: { type: 'fellingOrder', mapping } };
    await publishText(desk.server, 'service', { ...content, portal });
    const executor = await desk.server.login('city.executor');
    const { surname = '', name = '', snils = '' } = personNumber(811);
    const filed = (orderId: string, why: string) =>
      desk.sendXml(
        `<Request xmlns="${namespace}"><service><CaseNumber>${orderId}</CaseNumber></service><Panel><lastname>${surname}</lastname><firstname>${name}</firstname><snils>${snils}</snils><where>г. Заозёрск, ул. Рябиновая, д. 9</where><postcode>999020</postcode><why>${why}</why></Panel><Tree><sort>Ива</sort><number>1</number></Tree><Tree><sort>Клён</sort><number>2</number></Tree></Request>`,
        { orderId, type: request },
      );
    await filed('501', 'Сухое дерево');
    const cardOf = (orderId: string, state: string) =>
      soon(async () => {
        const { rows } = await desk.server.database.execute('select id from application where external_id = $1', [
          orderId,
        ]);
        expect(rows).toHaveLength(1);
        const card = await readCard(await desk.server.login('city.registrar'), (rows[0] as { id: string }).id);
        expect(card.stateTitle).toBe(state);
        return card;
      });
    const card = await cardOf('501', 'Новая');
    const plants = [
      { species: 'Ива', count: 1 },
      { species: 'Клён', count: 2 },
    ];
    expect(card.answers).toEqual(treeAnswers({ plants }));
    expect(card.applicant).toEqual({ kind: 'person', surname, name, snils });
    await filed('502', 'Мешает');
    const draft = await cardOf('502', 'Черновик');
    expect(draft.answers).toEqual(treeAnswers({ plants, reason: undefined }));
    const working = await act(executor, await readCard(executor, card.id), ['assignToMe', {}]);
    const refusal = { grounds: [{ code: 'placeNotServed' }], message: 'Участок в другом округе' };
    await act(executor, working, ['saveRefusal', { input: refusal }]);
    const told = await soon(async () => {
      const shown = await desk.shown('501');
      expect(shown.map(({ way }) => way)).toEqual(['interim', 'interim', 'answer']);
      return shown.at(-1)?.text ?? '';
    });
    for (const part of ['Value>Отказано<', 'Comment>Участок в другом округе<', `Name>${card.number}<`])
      expect(told).toContain(part);
    const { items } = expected(await executor.get(`/api/applications/${card.id}/publications`));
    expect(items.map((one: { status: string }) => one.status)).toEqual(['delivered', 'delivered', 'delivered']);
    await comesByFormerForm(desk);
  } finally {
    await desk.close();
  }
});
