import type { JsonSchema, ServiceDefinition } from '@reglament/format';
import { intakeTarget } from '../../mapping/intake-target.ts';
import { unmappedRequired } from '../../mapping/required-targets.ts';
import { error, type Finding, warning } from '../finding.ts';
import type { Known } from './known.ts';
import { lintMapping } from './mapping.ts';

const place = '/portal/intake/mapping';

/** The table by which applications of a portal's own type go into the form. */
export function lintIntake({ portal, form }: ServiceDefinition, known: Known): Finding[] {
  const intake = portal?.intake;
  if (intake === undefined) return [];
  const source = known('requestType', intake.type)?.message?.question.form.schema;
  if (source === undefined) {
    const text = [`Вида «${intake.type}», составленного по XSD, нет`, 'Составьте его в «Видах запросов»'] as const;
    return [error('unknownIntakeType', '/portal/intake/type', text)];
  }
  const written = intake.mapping.map(({ to }) => to);
  const kind = written.includes('applicant.kind')
    ? []
    : [
        error('intakeWithoutApplicant', place, [
          'Не сказано, кто обратился: место «applicant.kind» не заполнено',
          'Заполните его полем вида или постоянным значением',
        ]),
      ];
  return [
    ...kind,
    ...lintMapping(intake.mapping, place, { source, target: intakeTarget(form), sourceName: 'в заявлении портала' }),
    ...unfilled(form, written).map((path) =>
      warning('intakeUnfilled', place, [
        `Обязательный ответ «${path}» из заявления портала не заполняется`,
        'Заполните его: без него заявка останется черновиком',
      ]),
    ),
  ];
}

/** Demanded whatever the other answers are; one that is hidden by a condition is not. */
function unfilled({ schema, ui = {} }: ServiceDefinition['form'], written: readonly string[]): string[] {
  const root: JsonSchema = schema;
  const own = written.flatMap((path) => /^answers\.(.+)$/.exec(path)?.[1] ?? []);
  return unmappedRequired({ kind: 'group', schema: root, root }, own).filter(
    (path) => ui[path.split(/[.[]/)[0] ?? '']?.visible === undefined,
  );
}
