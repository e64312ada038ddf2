import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { instantText, numberText, plural } from '../ui/format.ts';
import { Tag } from '../ui/status-tag.tsx';
import { countsWords, titleOfKept, toneOfAct } from './destruction-words.ts';
import type { DestructionAct, DestructionItem } from './queries.ts';

/** Who, when and how many. */
export function ActFacts({ one: { act } }: { one: DestructionAct }) {
  const { timeZone } = useMe().organisation;
  const signed = (person: DestructionItem['author'], at: string | null) => (
    <>
      {person.name}
      <span className="rg-block rg-muted">
        {[person.position, instantText(at, timeZone)].filter(Boolean).join(', ')}
      </span>
    </>
  );
  const rows = [
    { label: 'Состояние', value: <Tag tone={toneOfAct[act.status]}>{act.statusTitle}</Tag> },
    { label: 'Составил', value: signed(act.author, act.createdAt) },
    ...(act.approver === null ? [] : [{ label: 'Утвердил', value: signed(act.approver, act.approvedAt) }]),
    { label: 'В акте', value: countsWords(act) },
    ...(act.finishedAt === null ? [] : [{ label: 'Исполнен', value: instantText(act.finishedAt, timeZone) }]),
  ];
  return (
    <dl className="rg-case-facts rg-request-facts">
      {rows.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const heads = ['Услуга', 'Хранится', 'Основание', 'В акте'] as const;

/** For which services, by which terms. */
export function ActServices({ services }: Pick<DestructionAct, 'services'>) {
  return (
    <Card title="Услуги и сроки">
      <table className="rg-table">
        <caption className="rg-visually-hidden">Что в акте, по услугам и срокам</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {services.map(({ years, basis, cases, ...one }) => (
            <tr key={one.code}>
              <td data-label={heads[0]}>{titleOfKept(one)}</td>
              <td data-label={heads[1]}>{plural(years, ['год', 'года', 'лет'])}</td>
              <td data-label={heads[2]}>{basis}</td>
              <td data-label={heads[3]}>{numberText(cases)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
