import type { DecisionKind, ServiceDefinition, SigningPlace, WorkflowDefinition } from '@reglament/format';
import { at, error, type Finding } from '../finding.ts';
import type { Known } from './known.ts';

/** Who signs the papers of decisions, against the workflow that waits for their signatures. */
export function lintSigning(service: ServiceDefinition, known: Known): Finding[] {
  const workflow = known('workflow', service.workflow);
  return (Object.keys(service.decisions) as DecisionKind[]).flatMap((kind) => {
    const places = service.decisions[kind]?.signatures ?? [];
    const pointer = at('decisions', kind, 'signatures');
    if (places.length === 0) return [];
    return [
      ...repeats(places, pointer),
      ...firstFindings(places, pointer),
      ...(workflow === undefined ? [] : orderFindings(workflow, { kind, pointer })),
      ...(workflow === undefined
        ? []
        : places.flatMap((one, index) => placeFindings(workflow, one, pointer + at(index)))),
    ];
  });
}

/** The first has nobody to sign beside. */
function firstFindings([first]: readonly SigningPlace[], pointer: string): Finding[] {
  if (!first?.alongside) return [];
  const text = ['Перед первым подписантом никого нет', 'Снимите «одновременно с предыдущим» (alongside)'] as const;
  return [error('signsBesideNobody', `${pointer}${at(0)}/alongside`, text)];
}

function repeats(places: readonly SigningPlace[], pointer: string): Finding[] {
  return places.flatMap((place, index) => {
    const before = places.slice(0, index);
    if (before.some(({ code }) => code.toLowerCase() === place.code.toLowerCase())) {
      return [error('duplicate', pointer + at(index), [`Код «${place.code}» записан дважды`, 'Назовите иначе'])];
    }
    if (!before.some((one) => one.function === place.function)) return [];
    const text = [
      `Функция «${place.function}» подписывает дважды: две подписи – это два разных должностных лица`,
      'Оставьте одно место подписи или укажите другую функцию',
    ] as const;
    return [error('signerTwice', `${pointer}${at(index)}/function`, text)];
  });
}

interface Order {
  readonly kind: DecisionKind;
  readonly pointer: string;
}

/** Somewhere after this decision a paper has to be made and its signatures waited for, or nobody would ever be asked. */
function orderFindings({ actions }: WorkflowDefinition, { kind, pointer }: Order): Finding[] {
  const prepares = actions.some(
    ({ effects }) =>
      effects.some((one) => one.effect === 'decide' && one.kind === kind) &&
      effects.some(({ effect }) => effect === 'renderDecision'),
  );
  const waits = actions.some(({ effects }) => effects.some(({ effect }) => effect === 'requireSignature'));
  if (prepares && waits) return [];
  const text = [
    'Процесс услуги не ждёт подписей под этим решением: подписать его будет некому и негде',
    'Уберите перечень или выберите процесс, который составляет документ (renderDecision) и ждёт подписи (requireSignature)',
  ] as const;
  return [error('signaturesNotAwaited', pointer, text)];
}

function placeFindings({ functions, actions }: WorkflowDefinition, place: SigningPlace, pointer: string): Finding[] {
  const held = Object.hasOwn(functions, place.function) ? functions[place.function] : undefined;
  if (held === undefined) {
    return [
      error('unknownFunction', `${pointer}/function`, [
        `Функции «${place.function}» в процессе нет`,
        'Выберите функцию процесса',
      ]),
    ];
  }
  const phases = held.sees?.phases;
  const isBlind = held.sees === undefined || (phases !== undefined && !phases.includes('awaitingSignature'));
  const isOther = held.sees?.relation === 'mine' && place.relation !== 'executor';
  const acts = actions.some(
    (action) => !action.automatic && !action.creates && action.functions.includes(place.function),
  );
  if (!isBlind && !isOther && acts) return [];
  const text = [
    `Функция «${place.function}» не дойдёт до документа: заявок на подписании она не видит или действий в процессе не имеет`,
    'Откройте ей фазу подписания (awaitingSignature) и дайте действие, например возврат на доработку',
  ] as const;
  return [error('signerOutOfReach', `${pointer}/function`, text)];
}
