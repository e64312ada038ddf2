import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { draftOf, type ServiceTemplate, serviceTemplates } from './service-templates.ts';

test('предложен каждый поставляемый образец', () => {
  const files = readdirSync(new URL('../../../service-definitions/templates', import.meta.url));
  expect(serviceTemplates.map(({ code }) => `${code}.json`).toSorted()).toEqual(files.toSorted());
});

test('черновик начат под своим названием; код – свой или составленный и свободный', async () => {
  const [template] = serviceTemplates as readonly [ServiceTemplate, ...ServiceTemplate[]];
  const named = { title: 'Согласование вывески', code: '' };
  const codes = [];
  for (const taken of [[], ['soglasovanieVyveski']]) {
    const { text } = await draftOf(template, named, taken);
    const { code, title, workflow } = JSON.parse(text);
    expect({ title, workflow }).toEqual({ title: 'Согласование вывески', workflow: 'doverie' });
    codes.push(code);
  }
  expect(codes[0]).toBe('soglasovanieVyveski');
  expect(codes[1]).not.toBe(codes[0]);
  expect(JSON.parse((await draftOf(template, { ...named, code: 'sign' }, [])).text).code).toBe('sign');
});
