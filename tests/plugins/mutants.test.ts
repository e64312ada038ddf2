import type { Plugin } from '@reglament/sdk';
import { type KitSamples, kitCases } from '@reglament/sdk/kit';
import { plugin as portal } from '@reglament-test/portal';
import { kit as portalSamples } from '@reglament-test/portal/kit';
import { plugin as registry } from '@reglament-test/registry';
import { kit as registrySamples } from '@reglament-test/registry/kit';
import { describe, expect, test } from 'vitest';
import { kit as httpApiSamples } from '../../plugins/http-api/kit.ts';
import { plugins as shipped } from '../../plugins/index.ts';
import { draftMutants, remarkMutants } from './draft-mutants.ts';
import { findingOf } from './finding.ts';
import { lender, lenderSamples } from './lender.ts';
import { lenderMutants } from './lender-mutants.ts';
import type { Mutate } from './mutant.ts';
import { portalMutants, registryMutants } from './mutants.ts';

interface Subject {
  readonly plugin: Plugin;
  readonly samples: KitSamples;
  readonly mutants: Readonly<Record<string, Mutate>>;
}

const subjects: readonly Subject[] = [
  { plugin: registry, samples: registrySamples, mutants: registryMutants },
  { plugin: portal, samples: portalSamples, mutants: portalMutants },
  { plugin: lender as Plugin, samples: lenderSamples, mutants: lenderMutants },
];

const httpApi = shipped.find(({ id }) => id === 'http-api') as Plugin;

describe.each(subjects)('набор не пропускает испорченный модуль: $plugin.title', ({ plugin, samples, mutants }) => {
  test.each(Object.entries(mutants))('%s', async (code, mutate) => {
    expect(await findingOf(code, mutate(plugin), samples), `случай ${code} пропустил его`).toMatch(/[а-яё]/i);
  });
});

describe('набор не пропускает модуль, который составляет виды запросов не так', () => {
  test.each([
    ...Object.entries(draftMutants).map(([code, mutate]) => ({ title: code, code, mutate })),
    ...Object.entries(remarkMutants).map(([title, mutate]) => ({ title, code: 'draft.remarks', mutate })),
  ])('$title', async ({ code, mutate }) => {
    expect(await findingOf(code, mutate(httpApi), httpApiSamples), `случай ${code} пропустил его`).toMatch(/[а-яё]/i);
  });
});

test('у каждого случая набора есть модуль, которого он не пропускает', async () => {
  const codes = new Set<string>();
  for (const { plugin, samples } of subjects) for (const { code } of await kitCases(plugin, samples)) codes.add(code);
  const killed = new Set(subjects.flatMap(({ mutants }) => Object.keys(mutants)));
  expect([...codes].filter((code) => !killed.has(code))).toEqual([]);
});

test('без образцов inbox и reply не проходят молча', async () => {
  const codes = async (samples: KitSamples) => (await kitCases(registry, samples)).map(({ code }) => code);
  expect(await codes({})).toContain('inbox.samples');
  expect(await codes({ inbox: portalSamples.inbox ?? [] })).toContain('reply.samples');
  expect(await findingOf('inbox.samples', registry, {})).toContain('inbox');
});

test('модуль, который не подключается, – это находка, а не сбой набора', async () => {
  const broken: Plugin = { ...registry, connect: () => Promise.reject(new Error('Нет ключа')) } as Plugin;
  expect(await findingOf('plugin.connect', broken, registrySamples)).toBe('Нет ключа');
});

test('подпись без другой стороны проверяется по настройкам из набора', async () => {
  const { emulator: _emulator, ...alone } = lender as Plugin;
  const codes = async (samples: KitSamples) => (await kitCases(alone, samples)).map(({ code }) => code);
  expect(await codes({ config: { url: 'http://127.0.0.1:1' } })).toContain('signer.changed');
  expect(await codes({})).not.toContain('signer.changed');
  const spoilt = lenderMutants['signer.changed']?.(alone) as Plugin;
  expect(await findingOf('signer.changed', spoilt, { config: {} })).toMatch(/признана верной/);
});
