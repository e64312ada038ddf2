import type { CalendarDefinition } from '@reglament/format';
import type { WorkCalendar } from './work-calendar.ts';

/** One calendar of all the years that are loaded. A later definition of the same year takes the place of an earlier one. */
export function calendarOf(
  definitions: readonly Pick<CalendarDefinition, 'year' | 'holidays' | 'worked' | 'provisional'>[],
): WorkCalendar {
  const years = definitions.map(({ year, holidays, worked, provisional }) => [year, { holidays, worked, provisional }]);
  return { years: Object.fromEntries(years) };
}
