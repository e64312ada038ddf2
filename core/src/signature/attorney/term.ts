import { localDate } from '../../calendar/local-date.ts';
import type { Deps } from '../../deps.ts';
import { insertStaffNotices } from '../../staff-notice/rows.ts';
import { dayText } from './fitness.ts';
import { listEnding } from './queries.ts';
import { markTold } from './rows.ts';

/** Hourly: days are those of each body. */
export function scheduleAttorneyTerm(deps: Deps): void {
  deps.jobs.defineJob('attorney-term', { type: 'object', additionalProperties: false }, () => tellEnding(deps));
  deps.jobs.schedule('attorney-term', '10 * * * *', {});
}

/**
 * Whoever signs by a power of attorney is told a month and a week before it ends, and when it has: to get another one takes days.
 * Once each, however many processes look.
 */
export async function tellEnding(deps: Deps): Promise<void> {
  const now = deps.clock();
  const ending = await deps.database.asOwner((trx) => listEnding(trx, now));
  for (const { id, userId, organisationId, timeZone, number, until } of ending) {
    const days = daysBetween(localDate(now, timeZone), until);
    const stage = days < 0 ? 0 : days <= 7 ? 7 : 30;
    await deps.database.inBodies([organisationId], async (trx) => {
      if (!(await markTold(trx, id, stage))) return;
      const notice = { organisationId, applicationId: null, createdAt: now };
      const [kind, text] =
        stage === 0
          ? (['attorneyPassed', passed(number, until)] as const)
          : (['attorneyNear', near(number, until)] as const);
      await insertStaffNotices(trx, { ...notice, kind, text }, [userId]);
    });
  }
}

const near = (number: string, until: string) =>
  `Ваша доверенность (МЧД) № ${number} действует до ${dayText(until)}. Получите новую и замените её в «Моём профиле».`;
const passed = (number: string, until: string) =>
  `Срок вашей доверенности (МЧД) № ${number} истёк ${dayText(until)}. Замените её в «Моём профиле».`;

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
