import { csvMark, csvText } from '@reglament/core/rules';
import { plural, Tag } from '@reglament/runtime-ui/ui';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { saveText } from '../field/save-text.ts';
import type { MovedCase } from './migration-queries.ts';

const outcomes = {
  fits: { tone: 'success', text: 'перейдёт' },
  moved: { tone: 'success', text: 'переведена' },
  stays: { tone: 'warning', text: 'остаётся' },
} as const satisfies Record<MovedCase['outcome'], { tone: 'success' | 'warning'; text: string }>;

/** On the page at once; the table takes all of them. */
const SHOWN = 100;

type Sort = 'all' | 'stays' | 'lossy';

const sorts: Readonly<Record<Sort, (one: MovedCase) => boolean>> = {
  all: () => true,
  stays: ({ outcome }) => outcome === 'stays',
  lossy: ({ lost }) => lost.length > 0,
};

/** What becomes, or became, of each case. */
export function CaseResults({ items }: { items: readonly MovedCase[] }) {
  const [sort, setSort] = useState<Sort>('all');
  const [shown, setShown] = useState(SHOWN);
  const chosen = items.filter(sorts[sort]);
  const of = (one: Sort) => items.filter(sorts[one]).length;
  return (
    <>
      <div className="rs-toolbar">
        <Segmented
          aria-label="Какие заявки показать"
          value={sort}
          onChange={setSort}
          options={[
            { value: 'all', label: `Все: ${of('all')}` },
            { value: 'stays', label: `Остаются: ${of('stays')}` },
            { value: 'lossy', label: `С потерями: ${of('lossy')}` },
          ]}
        />
        <Button onClick={() => saveText('перевод заявок.csv', csvMark + tableOf(items))}>Скачать таблицей</Button>
      </div>
      <table className="rg-table">
        <caption className="rg-visually-hidden">Что станет с каждой заявкой</caption>
        <thead>
          <tr>
            <th scope="col">Заявка</th>
            <th scope="col">Состояние</th>
            <th scope="col">Итог</th>
            <th scope="col">Ответы</th>
          </tr>
        </thead>
        <tbody>
          {chosen.slice(0, shown).map((one) => (
            <CaseRow key={one.id} one={one} />
          ))}
        </tbody>
      </table>
      {chosen.length > shown ? (
        <Button className="rm-more" onClick={() => setShown(shown + SHOWN)}>
          Показать ещё {plural(Math.min(SHOWN, chosen.length - shown), ['заявку', 'заявки', 'заявок'])}
        </Button>
      ) : null}
    </>
  );
}

function CaseRow({ one }: { one: MovedCase }) {
  const { number, state, newState, outcome, reason, lost, asked } = one;
  return (
    <tr>
      <td data-label="Заявка">{number ?? 'без номера'}</td>
      <td data-label="Состояние">
        <div>
          {state}
          {newState === state ? null : <span className="rg-block rg-muted">станет: {newState}</span>}
        </div>
      </td>
      <td data-label="Итог">
        <div>
          <Tag tone={outcomes[outcome].tone}>{outcomes[outcome].text}</Tag>
          {reason === null ? null : <span className="rg-block">{reason}</span>}
        </div>
      </td>
      <td data-label="Ответы">
        <div>
          {lost.map(({ title, text, reason: why }) => (
            <span key={title} className="rg-block">
              Пропадёт «{title}»: {text}. <span className="rg-muted">{why}</span>
            </span>
          ))}
          {asked.map((title) => (
            <span key={title} className="rg-block">
              Нужно будет ответить: «{title}»
            </span>
          ))}
          {lost.length + asked.length === 0 && outcome !== 'stays' ? (
            <span className="rg-muted">сохраняются все</span>
          ) : null}
        </div>
      </td>
    </tr>
  );
}

function tableOf(items: readonly MovedCase[]): string {
  const heading = ['заявка', 'состояние', 'новое состояние', 'итог', 'почему остаётся', 'пропадёт', 'нужно ответить'];
  const rows = items.map(({ number, state, newState, outcome, reason, lost, asked }) => [
    ...[number ?? '', state, newState, outcomes[outcome].text, reason ?? ''],
    lost.map(({ title, text, reason: why }) => `${title}: ${text} (${why})`).join('; '),
    asked.join('; '),
  ]);
  return csvText([heading, ...rows]);
}
