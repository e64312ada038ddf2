import { Refusal } from '../errors.ts';
import type { CmsProblem } from './cms.ts';

export function noFile(): Refusal {
  return new Refusal('notFound', 'Файл не найден: он удалён или недоступен вам.');
}

export function noSignature(): Refusal {
  return new Refusal('notFound', 'Подпись не найдена: она удалена или недоступна вам.');
}

export function noSigner(): Refusal {
  return new Refusal(
    'stateConflict',
    'У ведомства нет подключения подписи, проверить нечем. Администратор добавляет его в разделе «Подключения».',
  );
}

export function unreadable(problem: CmsProblem): Refusal {
  return new Refusal('fileRefused', problems[problem]);
}

const problems = {
  notSignature: 'Это не файл электронной подписи. Выберите файл (SIG, P7S, P7M), созданный средством подписания.',
  broken: 'Файл подписи повреждён. Подпишите документ заново и загрузите новый файл подписи.',
  noSigner: 'В файле подписи нет ни одного подписавшего. Подпишите документ заново.',
} as const satisfies Record<CmsProblem, string>;
