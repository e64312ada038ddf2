import { plural } from '../rules.ts';
import type { FileFinding } from './finding.ts';
import { pathOf } from './folder.ts';
import type { CountedChange, Difference } from './impact.ts';
import type { ServiceTrials } from './trials.ts';

const levels = { error: 'ошибка', warning: 'предупреждение', info: 'заметка' } as const;

export function lineOf({ file, pointer, level, code, message, todo }: FileFinding): string {
  return `${file}${pointer === '' ? '' : `#${pointer}`}: ${levels[level]} ${code}: ${message}. ${todo}.`;
}

export function summary(findings: readonly FileFinding[]): string {
  const count = (level: FileFinding['level']) => findings.filter((finding) => finding.level === level).length;
  return `ошибок: ${count('error')}, предупреждений: ${count('warning')}, заметок: ${count('info')}`;
}

/** Changes of every definition: breaking ones are marked and say whom they touch. */
export function changeLines(differences: readonly Difference[]): string[] {
  return differences.flatMap(({ kind, code, version, changes }) => [
    `${pathOf(kind, code)}: изменения против версии ${version}`,
    ...changes.map((change) => `  ${change.breaking ? '!' : '–'} ${change.message}${casesOf(change)}`),
  ]);
}

function casesOf({ breaking, drafts, openCases }: CountedChange): string {
  if (!breaking) return '';
  if (drafts + openCases === 0) return ' (несовместимо; заявок не задевает)';
  const parts = [
    ...(drafts > 0 ? [`${drafts} ${plural(drafts, ['черновик', 'черновика', 'черновиков'])}`] : []),
    ...(openCases > 0
      ? [`${openCases} ${plural(openCases, ['открытую заявку', 'открытые заявки', 'открытых заявок'])}`]
      : []),
  ];
  return ` (несовместимо; задевает ${parts.join(' и ')})`;
}

/** Every test by its title; of a red one, the places and what was seen. */
export function trialLines(trials: readonly ServiceTrials[]): string[] {
  const results = trials.flatMap((one) => one.results);
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  return [
    ...trials.flatMap(({ service, results: own }) => [
      `${service}: ${own.length === 0 ? 'проверок нет' : ''}`.trimEnd(),
      ...own.flatMap(({ title, failures }) => [
        `  ${failures.length === 0 ? '✓' : '✗'} ${title}`,
        ...failures.map(({ pointer, message }) => `      ${pathOf('service', service)}#${pointer}: ${message}`),
      ]),
    ]),
    `Проверок: ${results.length}, не прошло: ${failed}`,
  ];
}
