import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { dateText, plural } from '../ui/format.ts';
import { useRowWalk } from '../ui/row-walk.ts';
import { countWords, isDue, termWords, titleOfKept } from './destruction-words.ts';
import { DrawUpDialog } from './draw-up-dialog.tsx';
import type { RetentionService } from './queries.ts';

const heads = ['Услуга', 'Хранится', 'Основание', 'Завершено', 'Срок истёк', 'Самая старая завершена'] as const;

interface Choice {
  chosen: ReadonlySet<string>;
  onChoose: (codes: readonly string[], wanted: boolean) => void;
}

/** Services whose cases the body keeps; those with something due are chosen for an act. */
export function ServicesTable({ services }: { services: readonly RetentionService[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [drawing, setDrawing] = useState(false);
  const table = useRowWalk();
  const due = services.filter(isDue);
  const taken = due.filter(({ code }) => chosen.has(code));
  const onChoose: Choice['onChoose'] = (codes, wanted) =>
    setChosen(new Set(wanted ? [...chosen, ...codes] : [...chosen].filter((code) => !codes.includes(code))));
  return (
    <>
      <table className="rg-table" ref={table}>
        <caption className="rg-visually-hidden">Сроки хранения по услугам</caption>
        <thead>
          <tr>
            {due.length > 0 ? (
              <th className="rg-select-cell" scope="col">
                <Checkbox
                  aria-label="Выбрать все услуги, у которых срок истёк"
                  checked={taken.length === due.length}
                  indeterminate={taken.length > 0 && taken.length < due.length}
                  onChange={({ target }) => onChoose(codesOf(due), target.checked)}
                />
              </th>
            ) : null}
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {services.map((service) => (
            <Row key={service.code} service={service} choosing={due.length > 0} {...{ chosen, onChoose }} />
          ))}
        </tbody>
      </table>
      {taken.length > 0 ? (
        <section className="rg-bulk-bar" aria-label="Выбранные услуги">
          <strong role="status">Выбрано: {plural(taken.length, ['услуга', 'услуги', 'услуг'])}</strong>
          <Button type="primary" onClick={() => setDrawing(true)}>
            Составить акт
          </Button>
          <Button onClick={() => setChosen(new Set())}>Снять выбор</Button>
        </section>
      ) : null}
      {drawing ? <DrawUpDialog services={taken} onClose={() => setDrawing(false)} /> : null}
    </>
  );
}

const codesOf = (services: readonly RetentionService[]) => services.map(({ code }) => code);

function Row({ service, choosing, chosen, onChoose }: Choice & { service: RetentionService; choosing: boolean }) {
  const { code, basis, ended, over, oldest } = service;
  return (
    <tr>
      {choosing ? <ChooseCell {...{ service, chosen, onChoose }} /> : null}
      <td data-label={heads[0]}>
        <Link to={`/retention/services/${code}`} className="rg-row-link">
          {titleOfKept(service)}
        </Link>
      </td>
      <td data-label={heads[1]}>{termWords(service) ?? <span className="rg-muted">Не указан</span>}</td>
      <td data-label={heads[2]}>{basis ?? '—'}</td>
      <td data-label={heads[3]}>{countWords(ended)}</td>
      <td data-label={heads[4]}>{over > 0 ? <strong>{countWords(over)}</strong> : '0'}</td>
      <td data-label={heads[5]}>{dateText(oldest)}</td>
    </tr>
  );
}

function ChooseCell({ service, chosen, onChoose }: Choice & { service: RetentionService }) {
  return (
    <td className="rg-select-cell" data-label="Выбрать">
      {isDue(service) ? (
        <Checkbox
          aria-label={`В акт: ${titleOfKept(service)}`}
          checked={chosen.has(service.code)}
          onChange={({ target }) => onChoose([service.code], target.checked)}
        />
      ) : null}
    </td>
  );
}
