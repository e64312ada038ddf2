import { createHash } from 'node:crypto';
import type { FormSection, ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { changeField } from '../form-commands.ts';
import { linkSection, type PublishedSource, unlinkSection } from './linked-section.ts';
import { offeredChanges, takeChanges } from './offered-changes.ts';
import { addBlock, blockAt, latestBlock, type ReadyBlock, readyBlocks } from './ready-blocks.ts';

const empty = { code: 'own', form: { schema: { type: 'object', properties: {} }, sections: [] } } as never;
const block = (code: string) => readyBlocks.find((one) => one.code === code) as ReadyBlock;
const latest = (code: string) => latestBlock(code) as PublishedSource;
const linked = (service: ServiceDefinition) =>
  service.form.sections.at(-1) as FormSection & { source: NonNullable<FormSection['source']> };

/** A copy is compared with the version that it was made of: that version must stay as it was. A new one is added here. */
const shipped: Readonly<Record<string, readonly string[]>> = {
  contacts: ['24a3e30cd73a'],
  representative: ['25777448e148', 'df6cae6800ae'],
  place: ['27bb06cb0b24'],
  consent: ['dd7eede50bd2'],
};

test('вышедшая версия готового блока не меняется: новая дописывается', () => {
  const print = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
  expect(Object.fromEntries(readyBlocks.map(({ code, versions }) => [code, versions.map(print)]))).toEqual(shipped);
});

test('блок приходит связанной копией и отвязывается', () => {
  const service = addBlock(addBlock(empty, block('contacts')), block('contacts'));
  expect(service.form.sections.map(({ source }) => source)).toEqual([
    { section: 'contacts', version: 1, fields: { phone: 'phone', email: 'email' } },
    { section: 'contacts', version: 1, fields: { phone: 'kontaktnyyTelefon', email: expect.any(String) } },
  ]);
  expect(linked(unlinkSection(service, 'contacts')).source).toBeDefined();
  expect(unlinkSection(service, 'contacts').form.sections[0]?.source).toBeUndefined();
});

test('копия прежней версии: новое предложено словами, своё не тронуто', () => {
  const old = { ...latest('representative'), version: 1, content: blockAt('representative', 1) ?? (empty as never) };
  const copied = linkSection(empty, old, 'representative');
  const own = changeField(copied, 'authorityTo', { title: 'По какое число' });
  const offered = offeredChanges({
    service: own,
    section: linked(own),
    base: blockAt('representative', linked(own).source.version),
    latest: latest('representative'),
  });
  expect(offered?.map(({ title, words, ownToo }) => [title, words[0], ownToo])).toEqual([
    [expect.stringContaining('Документ'), expect.anything(), false],
    ['Поле «Номер документа»', 'новое', false],
    ['Поле «По какое число»', 'изменены вид поля или подсказки', true],
    ['Поле «Кем выдан или удостоверен»', 'новое', false],
  ]);
  const chosen = (offered ?? []).filter(({ ownToo }) => !ownToo);
  const updated = takeChanges(own, { code: 'representative', version: latest('representative').version, chosen });
  expect(linked(updated)).toMatchObject({
    fields: ['authority', 'authorityNumber', 'authorityFrom', 'authorityTo', 'authorityIssuer'],
    source: { version: 2 },
  });
  expect(updated.form.schema.properties.authorityTo?.title).toBe('По какое число');
});

test('блок позднейшей версии системы: предлагать нечего, версии нет', () => {
  expect(latestBlock('unknown')).toBeUndefined();
  expect(blockAt('contacts', 99)).toBeUndefined();
});
