import { fullName } from '../session/session.ts';
import { tellStaff } from '../staff-notice/commands.ts';
import type { StaffNoticeKind } from '../staff-notice/kinds.ts';
import type { Course } from './course.ts';
import { findUserName } from './queries.ts';

/** Whoever gets the application and whoever loses it hear of it, but for the one who has done it. */
export async function tellReassigned(course: Course, executorId: string | null): Promise<void> {
  const { record } = course;
  const before = record.executorId;
  if (before === executorId) return;
  const number = numberOf(course);
  const who = fullName(course.work.session.user);
  await tell(course, { executorId, kind: 'assigned', text: `Вам назначена заявка ${number}. Назначил: ${who}` });
  const name = executorId === null ? undefined : await findUserName(course.work.trx, executorId);
  const now = name === undefined ? 'назначение отозвано' : `исполнитель теперь ${name}`;
  const text = `Заявка ${number} больше не у вас: ${now}. Передал: ${who}`;
  await tell(course, { executorId: before, kind: name === undefined ? 'recalled' : 'takenOver', text });
}

/** The decision came back: the executor hears of it, unless it was they who took it back. */
export async function tellReturned(course: Course): Promise<void> {
  const text = `Решение по заявке ${numberOf(course)} вернулось на доработку: ${fullName(course.work.session.user)}`;
  await tell(course, { executorId: course.record.executorId, kind: 'returned', text });
}

function numberOf({ record: { number } }: Course): string {
  return number === null ? 'без номера' : `№ ${number}`;
}

interface Told {
  readonly executorId: string | null;
  readonly kind: StaffNoticeKind;
  readonly text: string;
}

async function tell({ work, record }: Course, { executorId, kind, text }: Told): Promise<void> {
  if (executorId === null) return;
  const { id: applicationId, organisationId, departmentId, serviceCode } = record;
  const audience = { organisationId, departmentId, serviceCode, functions: [], executorId };
  const notice = { applicationId, kind, text, createdAt: work.now };
  await tellStaff(work.trx, { ...audience, exceptId: work.session.user.id }, notice);
}
