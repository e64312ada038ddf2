import { readFileSync } from 'node:fs';
import type { ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { countUses, usesOf } from './recode.ts';

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
