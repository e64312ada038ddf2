import { readFileSync } from 'node:fs';
import { differences, type Json } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { countUses, recodeField, usesOf } from './recode.ts';

test.each(['landPlotPlan', 'treeFellingPermit', 'archiveCertificate'])(
  'в одном проходе каждое поле названо столько же раз, сколько поодиночке: %s',
  (code) => {
    const file = new URL(`../../../../service-definitions/services/${code}/service.json`, import.meta.url);
    const service = JSON.parse(readFileSync(file, 'utf8')) as ServiceDefinition;
    const fields = Object.keys(service.form.schema.properties);
    const single = Object.fromEntries(fields.map((field) => [field, usesOf(service, field).length]));
    const counted = [...countUses(service)];
    expect(Object.fromEntries(counted.map(([field, { places }]) => [field, places]))).toEqual(single);
    for (const [field, { requests }] of counted) {
      const named = usesOf(service, field).flatMap((pointer) => /^\/requests\/(\d+)\//.exec(pointer)?.[1] ?? []);
      expect(requests, field).toEqual([...new Set(named.map(Number))].toSorted());
    }
    expect(Math.max(...Object.values(single))).toBeGreaterThan(0);
  },
);

test('другой код поля – в тех же местах, где оно названо; остальное осталось теми же объектами', () => {
  const file = new URL('../../../../service-definitions/services/treeFellingPermit/service.json', import.meta.url);
  const service = JSON.parse(readFileSync(file, 'utf8')) as ServiceDefinition;
  for (const field of Object.keys(service.form.schema.properties)) {
    const other = recodeField(service, field, 'another');
    const changed = differences(service as unknown as Json, other as unknown as Json).map(({ at }) => at);
    for (const place of usesOf(service, field)) {
      expect(
        changed.some((at) => place.startsWith(at)),
        `${field}: ${place}`,
      ).toBe(true);
    }
    expect(other.workflow).toBe(service.workflow);
    const kept = Object.entries(service.form.schema.properties).filter(([code]) => code !== field);
    for (const [code, schema] of kept) expect(other.form.schema.properties[code], code).toBe(schema);
  }
  expect(recodeField(service, 'nobody', 'another')).toBe(service);
});
