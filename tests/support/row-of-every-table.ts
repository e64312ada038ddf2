import { appendEvent } from '../../core/src/journal/rows.ts';
import type { TestDatabase } from './database.ts';
import { insertApplications, type Place } from './database-rows.ts';

/** A row in every table with a body. */
export async function fillEveryTable(
  database: TestDatabase,
  { organisationId, userId, versionId }: Place,
): Promise<void> {
  const [applicationId = ''] = await insertApplications(database, { organisationId, userId, versionId }, 1);
  const own = { organisation_id: organisationId };
  const ofApplication = { ...own, application_id: applicationId };
  const eventId = await database.inBodies([organisationId], (trx) =>
    appendEvent(trx, { applicationId, organisationId, type: 'created', actorId: userId, at: new Date(), payload: {} }),
  );
  await database.asOwner(async (trx) => {
    await trx('department').insert({ ...own, code: 'one', title: 'Отдел' });
    const changed = { type: 'body.changed', subject_kind: 'body', subject_id: organisationId, payload: '{}' };
    await trx('admin_event').insert({ ...own, ...changed, seq: 1, at: new Date(), chain_hash: Buffer.from('x') });
    await trx('membership').insert({ ...own, user_id: userId });
    const [role] = await trx('role')
      .insert({ code: `role-${userId}`, title: 'Роль' })
      .returning('id');
    await trx('user_role').insert({ ...own, user_id: userId, role_id: role.id });
    await trx('session').insert({
      ...own,
      id: trx.raw('sha256(?::bytea)', [userId]),
      user_id: userId,
      expires_at: trx.raw("now() + '1 day'"),
    });
    const [applicant] = await trx('applicant')
      .insert({ kind: 'person', data: '{}', search: 'петров', snils: '11223344595' })
      .returning('id');
    await trx('applicant_link').insert({ ...own, applicant_id: applicant.id, reason: 'application' });
    await trx('applicant_event').insert({ ...own, applicant_id: applicant.id, type: 'created', at: new Date() });
    const entrance = { ...own, plugin: 'esia', code: `esia-${userId}`, title: 'ЕСИА' };
    const [way] = await trx('connection').insert(entrance).returning('id');
    const rule = { enabled: true, newcomers: false, roles: [] };
    await trx('identity_body').insert({ ...own, ...rule, connection_id: way.id });
    await trx('number_counter').insert({ ...own, series: 'main', year: 2026, value: 1 });
    await trx('access_log').insert({
      ...own,
      user_id: userId,
      action: 'view',
      subject_kind: 'application',
      subject_id: applicationId,
    });
    await trx('decision').insert({ ...ofApplication, kind: 'grant', author_id: userId });
    const content = { size: 1, sha256: 'a'.repeat(64), storage_key: 'a'.repeat(64) };
    const [file] = await trx('file')
      .insert({ ...ofApplication, ...content, purpose: 'document', name: 'план.pdf', media_type: 'application/pdf' })
      .returning('id');
    const signature = { ...own, ...content, file_id: file.id, name: 'план.pdf.sig', signers: '[]' };
    await trx('file_signature').insert({ ...signature, uploaded_by: userId });
    await trx('received_document').insert({ ...ofApplication, title: 'Паспорт', form: 'copy', sheets: 1, position: 1 });
    const handedOver = { receiver: 'other', name: 'Носова', document: 'Паспорт', confirmation: 'Расписка' };
    const handing = { ...handedOver, issued_on: '2026-01-12' };
    await trx('result_issue').insert({ ...ofApplication, ...handing, user_id: userId, created_at: new Date() });
    const paid = { kind: 'payment', amount: 500_000, paid_on: '2026-01-12', payer: 'Носова', document: 'Чек № 1' };
    await trx('duty_entry').insert({ ...ofApplication, ...paid, entered_by: userId, entered_at: new Date() });
    await trx('clock_entry').insert({ ...ofApplication, seq: 1, kind: 'started', at: new Date() });
    await trx('deadline_mark').insert({ ...ofApplication, kind: 'near', due_date: '2026-01-12', at: new Date() });
    const staff = { ...ofApplication, user_id: userId, kind: 'deadlineNear', created_at: new Date() };
    await trx('staff_notice').insert({ ...staff, text: 'Срок' });
    const trying = { service_code: 'service', title: 'Услуга', drafts: '[]', connections: '[]' };
    await trx('test_run').insert({ ...own, ...trying, started_by: userId, started_at: new Date() });
    const here = { tab_id: userId, doing: 'viewing', until: new Date(), user_id: userId };
    await trx('presence').insert({ ...ofApplication, ...here });
    const away = { user_id: userId, from_date: '2026-01-12', to_date: '2026-01-13', created_at: new Date() };
    await trx('absence').insert({ ...own, ...away });
    await trx('digest_setting').insert({ ...own, user_id: userId, hour: 8 });
    await trx('notice_setting').insert({ ...own, user_id: userId, events: '{}' });
    const entrusted = { name: 'мчд.xml', content: Buffer.of(1), sha256: '0'.repeat(64), facts: '{}' };
    await trx('attorney').insert({ ...own, user_id: userId, ...entrusted });
    await trx('digest').insert({ ...own, user_id: userId, address: 'a@b', text: 'Сводка', created_at: new Date() });
    await trx('notice').insert({ ...ofApplication, way: 'letter', text: 'Готово' });
    await trx('outbox').insert({ ...own, topic: 'test', lane: 'one', owner_id: applicationId, due_at: new Date() });
    const hook = { title: 'Портал', url: 'https://portal.example', secret: Buffer.of(1), created_by: userId };
    const wanted = { ...own, ...hook, events: ['application.created'] };
    const [webhook] = await trx('webhook').insert(wanted).returning('id');
    const ping = { webhook_id: webhook.id, event: 'ping', data: {}, created_at: new Date() };
    await trx('webhook_delivery').insert({ ...own, ...ping });
    const decided = { job_id: applicationId, job_name: 'journal-seal', action: 'retry', at: new Date() };
    await trx('job_decision').insert({ ...own, ...decided, user_id: userId });
    const [connection] = await trx('connection')
      .insert({ ...own, plugin: 'test', code: 'one', title: 'Подключение' })
      .returning('id');
    const wire = { ...own, connection_id: connection.id };
    const message = { message_id: 'one', kind: 'answer', status: 'accepted', original: Buffer.from('x') };
    await trx('delivery').insert({ ...wire, ...message, received_at: new Date() });
    const exchange = { direction: 'out', method: 'GET', address: 'http://x', status: '200', duration: 1 };
    await trx('exchange_message').insert({ ...wire, ...exchange, at: new Date() });
    const asked = { asker_code: 'a', asker_title: 'A', asker_number: '1', subject: 'Тема', received_at: new Date() };
    const forms = { reference: '{}', question: '{}', question_form: '{}', answer_form: '{}' };
    const [incoming] = await trx('incoming_request')
      .insert({ ...wire, ...asked, ...forms, message_id: 'one' })
      .returning('id');
    const paper = { name: 'план.pdf', media_type: 'application/pdf', side: 'question', created_at: new Date() };
    await trx('incoming_file').insert({ ...own, ...content, ...paper, incoming_request_id: incoming.id });
    const kind = { entry: 'one', type_code: 'one', plugin: 'test', kind: 'one', kind_version: '1' };
    const request = { ...ofApplication, ...kind, type_version_id: versionId, author_id: userId };
    await trx('request').insert({ ...request, creation_key: applicationId });
    await trx('applicant_question').insert({ ...ofApplication, event_id: eventId });
    const told = { kind: 'status', title: 'В работе', text: '', final: false, created_at: new Date() };
    await trx('publication').insert({ ...ofApplication, ...told, connection_id: connection.id, sequence: 1 });
    const token = { name: 'Программа', hint: 'rgl_', scopes: ['applications.read'], expires_at: new Date() };
    const kept = { ...own, user_id: userId, content: '{}', created_at: new Date() };
    await trx('saved_view').insert({ ...kept, name: 'Мои', updated_at: new Date() });
    const [list] = await trx('list_export').insert({ ...kept, format: 'csv' }, ['id']);
    const { content: input, ...bulk } = { ...kept, id: applicationId, action: 'a' };
    await trx('bulk_run').insert({ ...bulk, input });
    await trx('bulk_row').insert({ ...ofApplication, run_id: applicationId, position: 0, version: 1 });
    const sending = { ...own, user_id: userId, name: 'план.pdf', size: 1, mark: '', touched_at: new Date() };
    const [upload] = await trx('upload').insert(sending, ['id']);
    await trx('upload_part').insert({ ...own, upload_id: upload.id, start: 0, stop: 1, content: Buffer.from('x') });
    await trx('list_export_part').insert({ ...own, export_id: list.id, position: 0, content: Buffer.from('x') });
    const person = JSON.stringify({ id: userId, name: 'Носова', position: null });
    const act = { id: applicationId, number: 1, author_id: userId, author: person, created_at: new Date() };
    await trx('destruction_act').insert({ ...own, ...act });
    const over = { service_code: 'one', service_title: 'Услуга', ended_on: '2015-01-12', years: 5, basis: 'Статья' };
    const place = { ...ofApplication, act_id: applicationId, position: 1 };
    await trx('destruction_row').insert({ ...place, ...over, kept_until: '2020-12-31' });
    const gone = { ...own, act_id: applicationId, storage_key: 'a'.repeat(64), size: 1 };
    await trx('destruction_content').insert(gone);
    await trx('api_token').insert({ ...own, ...token, user_id: userId, hash: trx.raw('sha256(?::bytea)', [userId]) });
  });
}
