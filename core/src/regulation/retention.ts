import type { Retention } from '@reglament/format';
import { plural } from '../rule/russian.ts';
import type { Chapter, Clause } from './clause.ts';
import { CHECK } from './passport.ts';
import type { Subject } from './subject.ts';

export function retentionChapter({ service: { retention } }: Subject): Chapter {
  return {
    key: 'retention',
    title: 'Хранение заявлений',
    clauses:
      retention === undefined
        ? [{ key: 'retention', text: 'Срок хранения заявлений не установлен.' }]
        : clausesOf(retention),
  };
}

function clausesOf({ years, basis, check }: Retention): Clause[] {
  const act = `${basis}${check ? CHECK : ''}`;
  if (years === undefined) return [{ key: 'retention', text: `Заявления хранятся постоянно. Основание: ${act}.` }];
  const term = `${years} ${plural(years, ['год', 'года', 'лет'])}`;
  return [
    { key: 'retention', text: `Срок хранения заявлений – ${term}. Основание: ${act}.` },
    {
      key: 'counted',
      text: 'Срок считается с 1 января года, следующего за годом, в котором работа по заявлению завершена.',
    },
    { key: 'destroyed', text: 'Когда срок истёк, персональные данные заявления уничтожаются по акту.' },
  ];
}
