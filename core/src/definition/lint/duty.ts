import type { DutyPayee, ServiceDefinition, StateDuty, WorkflowDefinition } from '@reglament/format';
import { checkInn } from '../../identifier/inn.ts';
import { deps } from '../../rules.ts';
import { at, error, type Finding, info, warning } from '../finding.ts';
import type { Known } from './known.ts';

/** Of a case: nothing is owed. */
const settled = 'case.duty.settled';

/** The state duty of a service: whether its amounts can apply, it can be asked for, and money would arrive. */
export function lintDuty(service: ServiceDefinition, known: Known): Finding[] {
  const { duty } = service;
  const workflow = known('workflow', service.workflow);
  if (duty === undefined) return askedInVain(workflow);
  return [
    ...amountFindings(duty),
    ...selfFindings(service, duty),
    ...placeFindings(duty, workflow),
    ...markFindings(duty),
    ...(duty.payee === undefined ? [noPayee()] : payeeFindings(duty.payee)),
  ];
}

/** Amounts below one without a condition are never reached; without such a one some cases cost nothing, and may be meant to. */
function amountFindings({ amounts }: StateDuty): Finding[] {
  const last = amounts.findIndex(({ when }) => when === undefined || when === true);
  return amounts.flatMap(({ title }, index) => {
    if (last === -1 || index <= last) return [];
    const text = [
      `Размер «${typeof title === 'string' ? title : title.ru}» никогда не применится: выше стоит размер без условия`,
      'Поставьте размер без условия последним или добавьте ему условие',
    ] as const;
    return [error('dutyOutOfReach', at('duty', 'amounts', index), text)];
  });
}

/** What is due cannot depend on whether it is paid. */
function selfFindings({ rules }: ServiceDefinition, { amounts, exemptions = [] }: StateDuty): Finding[] {
  const places = [
    ...amounts.map(({ when }, index) => ({ when, pointer: at('duty', 'amounts', index, 'when') })),
    ...exemptions.map(({ when }, index) => ({ when, pointer: at('duty', 'exemptions', index, 'when') })),
  ];
  return places
    .filter(({ when }) => when !== undefined && deps(when, rules ?? {}).some((one) => one.startsWith('case.duty')))
    .map(({ pointer }) =>
      error('dutyAsksItself', pointer, [
        'Размер госпошлины зависит от того, уплачена ли она сама',
        'Уберите из условия сведение о госпошлине',
      ]),
    );
}

function placeFindings({ before }: StateDuty, workflow: WorkflowDefinition | undefined): Finding[] {
  if (workflow === undefined || before !== undefined || asksForDuty(workflow)) return [];
  const text = [
    'Госпошлину никто не потребует: услуга не говорит, до чего её уплачивают, и процесс о ней не спрашивает',
    'Укажите, до чего её уплачивают, или добавьте условие действию процесса',
  ] as const;
  return [warning('dutyNotAsked', '/duty', text)];
}

function askedInVain(workflow: WorkflowDefinition | undefined): Finding[] {
  if (!asksForDuty(workflow)) return [];
  const text = [
    'Процесс ждёт уплаты госпошлины, а услуга её не берёт: такое условие всегда выполнено',
    'Опишите госпошлину или оставьте так, если услуга бесплатна',
  ] as const;
  return [info('dutyNotTaken', '/workflow', text)];
}

function asksForDuty(workflow: Pick<WorkflowDefinition, 'actions'> | undefined): boolean {
  return (workflow?.actions ?? []).some(({ guard }) => guard !== undefined && deps(guard, {}).includes(settled));
}

function markFindings({ basis, exemptions = [] }: StateDuty): Finding[] {
  const todo = 'Сверьте и снимите отметку «Проверить» (check)';
  const marks = [
    ...(basis.check ? [at('duty', 'basis')] : []),
    ...exemptions.flatMap(({ check }, index) => (check ? [at('duty', 'exemptions', index)] : [])),
  ];
  return marks.map((pointer) => info('toVerify', pointer, ['Внесено без сверки с текстом акта', todo]));
}

function noPayee(): Finding {
  const text = [
    'Реквизиты для уплаты не указаны: напечатать их заявителю нельзя',
    'Заполните реквизиты получателя',
  ] as const;
  return warning('dutyWithoutPayee', '/duty', text);
}

interface Requisite {
  readonly title: string;
  /** undefined: any words. */
  readonly fits?: RegExp;
  readonly shape?: string;
  readonly optional?: true;
}

const requisites: Readonly<Record<keyof DutyPayee, Requisite>> = {
  name: { title: 'Получатель' },
  inn: { title: 'ИНН' },
  kpp: { title: 'КПП', fits: /^\d{9}$/, shape: '9 цифр', optional: true },
  account: { title: 'Номер счёта', fits: /^\d{20}$/, shape: '20 цифр' },
  bank: { title: 'Банк получателя' },
  bik: { title: 'БИК', fits: /^\d{9}$/, shape: '9 цифр' },
  correspondentAccount: { title: 'Единый казначейский счёт', fits: /^\d{20}$/, shape: '20 цифр', optional: true },
  kbk: { title: 'КБК', fits: /^\d{20}$/, shape: '20 цифр' },
  oktmo: { title: 'ОКТМО', fits: /^\d{8}(\d{3})?$/, shape: '8 или 11 цифр' },
};

function payeeFindings(payee: DutyPayee): Finding[] {
  return (Object.keys(requisites) as (keyof DutyPayee)[]).flatMap((key) => {
    const { title, fits, shape, optional } = requisites[key];
    const value = payee[key];
    const place = at('duty', 'payee', key);
    if (value === undefined) {
      const text = [`Среди реквизитов не указано: ${title}`, 'Заполните, иначе платёж не дойдёт'] as const;
      return optional ? [] : [error('missingRequisite', place, text)];
    }
    const verdict = key === 'inn' ? checkInn(value, 'organisation') : undefined;
    if (verdict?.ok === false) return [error('wrongRequisite', place, [verdict.message, 'Исправьте номер'])];
    if (fits === undefined || fits.test(value)) return [];
    return [error('wrongRequisite', place, [`${title} записан неверно: в нём ${shape}`, 'Исправьте номер'])];
  });
}
