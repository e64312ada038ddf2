import { dayText } from '../field/day-text.ts';
import { type DayKind, type Days, kindOf, turned, weeksOf } from './year-days.ts';

interface YearViewProps {
  year: number;
  days: Days;
  onChange: (days: Days) => void;
}

const months = [
  'Январь',
  'Февраль',
  'Март',
  'Апрель',
  'Май',
  'Июнь',
  'Июль',
  'Август',
  'Сентябрь',
  'Октябрь',
  'Ноябрь',
  'Декабрь',
];
const weekdays = ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'];
const kinds: Readonly<Record<DayKind, string>> = {
  working: 'рабочий',
  shortened: 'сокращённый',
  off: 'выходной',
};

/** Twelve months; each day is a button that goes round its kinds. Arrows are not needed: Tab skips a month by its heading. */
export function YearView({ year, days, onChange }: YearViewProps) {
  return (
    <div className="ra-year">
      {months.map((title, month) => (
        <table key={title} className="ra-month">
          <caption>{title}</caption>
          <thead>
            <tr>
              {weekdays.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(year, month).map((week) => (
              <tr key={week.find(Boolean)}>
                {week.map((day, at) => (
                  <td key={day ?? weekdays[at]}>
                    {day ? (
                      <button
                        type="button"
                        className={`ra-day ra-day-${kindOf(day, days)}`}
                        aria-label={`${Number(day.slice(8))}, ${dayText(day)}: ${kinds[kindOf(day, days)]}`}
                        onClick={() => onChange(turned(day, days))}
                      >
                        {Number(day.slice(8))}
                      </button>
                    ) : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
