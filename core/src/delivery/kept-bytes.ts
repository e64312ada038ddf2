import { localDate } from '../calendar/local-date.ts';
import { Refusal } from '../errors.ts';
import { russianDate } from '../rule/russian.ts';
import type { Original } from './queries.ts';

/** @throws Refusal gone when they were deleted by their term */
export function keptBytes({ bytes, forgottenAt }: Original, timeZone: string): Buffer {
  if (forgottenAt === null) return bytes;
  const day = russianDate(localDate(forgottenAt, timeZone));
  throw new Refusal(
    'gone',
    `Содержимое сообщения удалено ${day}: закончился срок его хранения. Что сообщение пришло, когда и что с ним стало, известно по-прежнему.`,
  );
}
