import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintDefinition } from '../lint.ts';
import type { Known } from './known.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tests write what no type allows
type Anything = any;

const text = readFileSync(
  new URL('../../../../service-definitions/services/landPlotPlan/service.json', import.meta.url),
  'utf8',
);

function service(change: (content: Anything) => void): unknown {
  const content = JSON.parse(text);
  change(content);
  return content;
}

const shipped: Known = (kind) => (kind === 'workflow' || kind === 'dictionary' ? ({} as never) : undefined);

/** One slip each in the table of variants of the shipped service. */
const slips: readonly (readonly [code: string, pointer: string, content: unknown])[] = [
  ['duplicate', '/variants/rows/1', service((one) => Object.assign(one.variants.rows[1], { code: 'person' }))],
  ['unknownField', '/variants/by/2', service((one) => one.variants.by.push('nowhere'))],
  ['openProfile', '/variants/by/2', service((one) => one.variants.by.push('oktmo'))],
  ['profileNotRequired', '/variants/by/2', service((one) => one.variants.by.push('otherInfo'))],
  ['unusedProfile', '/variants/by/2', service((one) => one.variants.by.push('resultDelivery'))],
  [
    'unknownField',
    '/variants/rows/0/when/addressKind',
    service((one) => Object.assign(one.variants.rows[0].when, { addressKind: ['address'] })),
  ],
  [
    'neverMatches',
    '/variants/rows/0/when/case.applicant.kind/2',
    service((one) => one.variants.rows[0].when['case.applicant.kind'].push('alien')),
  ],
  ['unknownCode', '/variants/rows/0/documents/0/code', service((one) => rename(one.variants.rows[0].documents[0]))],
  [
    'unknownCode',
    '/variants/rows/0/requests/0',
    service((one) => Object.assign(one.variants.rows[0], { requests: ['nowhere'] })),
  ],
  ['unknownCode', '/variants/rows/0/grounds/0', service((one) => narrow(one.variants.rows[0], ['nowhere']))],
  ['refusalWithoutGround', '/variants/rows/0/grounds', service((one) => narrow(one.variants.rows[0], []))],
  ['unreachableRow', '/variants/rows/0', service((one) => delete one.variants.rows[0].when)],
  ['variantGap', '/variants/rows', service((one) => one.variants.rows.pop())],
  [
    'variantOverlap',
    '/variants/rows/2',
    service((one) => one.variants.rows[2].when['case.applicant.kind'].push('person')),
  ],
  [
    'unreachableRow',
    '/variants/rows/4',
    service((one) => one.variants.rows.push({ code: 'others', title: 'Все остальные' })),
  ],
];

function rename(document: Anything): void {
  document.code = 'nowhere';
}

function narrow(variant: Anything, grounds: string[]): void {
  variant.grounds = grounds;
}

test.each(slips)('%s at %s', (code, pointer, content) => {
  const findings = lintDefinition(content, shipped);
  expect(findings.map((finding) => `${finding.code} ${finding.pointer}`)).toContain(`${code} ${pointer}`);
});

test('gaps and overlaps are named in the words of the form', () => {
  const content = service((one) => {
    one.variants.rows[2].when['case.applicant.kind'].push('person');
    one.variants.rows.pop();
  });
  const messages = lintDefinition(content, shipped).map(({ message }) => message);
  expect(messages).toContain(
    'Ни один вариант не подходит для сочетаний: (Вид заявителя: юридическое лицо; За заявителя действует представитель: да)',
  );
  expect(messages).toContain(
    'Вариант пересекается с вариантом «person»: оба подходят для (Вид заявителя: физическое лицо; За заявителя действует представитель: нет)',
  );
});
