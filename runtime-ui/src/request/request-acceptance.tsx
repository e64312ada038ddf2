import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { RequestView, ServiceView } from '../api.ts';
import { FailureNotice } from '../application/failure-notice.tsx';
import { valueWords } from '../form/index.ts';
import { Card } from '../ui/card.tsx';
import { announce } from '../ui/live-region.tsx';
import { Notice } from '../ui/notice.tsx';
import { useRequestCommands } from './use-request-commands.ts';

type Acceptance = NonNullable<RequestView['acceptance']>;
type Item = Acceptance['items'][number];

interface AcceptanceProps {
  view: RequestView;
  service: ServiceView;
  onRefresh: () => void;
}

/** «Принять значения в заявку»: what stands in the application and what the answer says, side by side; only what is ticked is taken over. */
export function RequestAcceptance({ view, service, onRefresh }: AcceptanceProps) {
  const work = useAcceptance(view);
  const { acceptance } = view;
  if (acceptance === null) return null;
  const { items, faults, open, reason } = acceptance;
  const tickable = items.filter(isTickable);
  return (
    <Card
      title="Принять значения в заявку"
      description="Отметьте, что взять из ответа. Поданное заявителем остаётся в заявке и видно рядом с принятым."
    >
      {work.failure ? <FailureNotice failure={work.failure} onRefresh={onRefresh} /> : null}
      <Faults faults={faults} />
      {items.length === 0 ? <p className="rg-muted">В этом ответе нет значений для заявки.</p> : null}
      {items.length > 0 ? <AcceptanceTable view={view} service={service} open={open} work={work} /> : null}
      {open || items.length === 0 ? null : <p className="rg-muted">{reason}.</p>}
      {open && tickable.length > 0 ? (
        <div className="rg-request-buttons">
          <Button
            type="primary"
            loading={work.busy === 'accept'}
            disabled={work.ticked.length === 0}
            onClick={() => void work.accept()}
          >
            Принять отмеченное{work.ticked.length > 0 ? `: ${work.ticked.length}` : ''}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function Faults({ faults }: { faults: readonly string[] }) {
  if (faults.length === 0) return null;
  return (
    <Notice tone="warning" title="Не всё в ответе удалось перенести">
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </Notice>
  );
}

function isTickable({ same, problem }: Item): boolean {
  return !same && problem === null;
}

type Work = ReturnType<typeof useAcceptance>;

function useAcceptance(view: RequestView) {
  const commands = useRequestCommands(view.application);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const items = view.acceptance?.items ?? [];
  const version = view.acceptance?.version ?? 0;
  // What meanwhile became the same is not taken over again.
  const ticked = chosen.filter((field) => items.some((one) => one.field === field && isTickable(one)));
  const tick = (field: string, on: boolean) =>
    setChosen((before) => (on ? [...before, field] : before.filter((one) => one !== field)));
  const accept = async () => {
    const after = await commands.acceptance('accept', view.id, { version, fields: [...ticked] });
    if (!after) return;
    setChosen([]);
    announce(`Принято в заявку: ${ticked.length}`);
  };
  const withdraw = async (field: string) => {
    const after = await commands.acceptance('accept/withdraw', view.id, { version, fields: [field] });
    if (after) announce('Принятие отменено: в заявке снова то, что подал заявитель');
  };
  return { ...commands, ticked, tick, accept, withdraw };
}

interface TableProps {
  view: RequestView;
  service: ServiceView;
  open: boolean;
  work: Work;
}

function AcceptanceTable({ view, service, open, work }: TableProps) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Значения ответа для заявки</caption>
      <thead>
        <tr>
          <th scope="col">Поле заявки</th>
          <th scope="col">Сейчас в заявке</th>
          <th scope="col">В ответе</th>
          <th scope="col">Взято из поля ответа</th>
          <th scope="col">Принятие</th>
        </tr>
      </thead>
      <tbody>
        {view.acceptance?.items.map((item) => (
          <Row key={item.field} item={item} service={service} open={open} work={work} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ item, service, open, work }: Omit<TableProps, 'view'> & { item: Item }) {
  const { field, title, filed, present, value, from, accepted } = item;
  const words = (one: unknown) =>
    valueWords(one, { form: service.form, field: `answers.${field}`, dictionaries: service.dictionaries });
  const name = title.replace(/^«(.*)»$/, '$1');
  const mayTick = open && isTickable(item);
  return (
    <tr>
      <td data-label="Поле заявки">
        {mayTick ? (
          <Checkbox
            checked={work.ticked.includes(field)}
            onChange={({ target }) => work.tick(field, target.checked)}
            aria-label={`Принять: ${name}`}
          >
            {name}
          </Checkbox>
        ) : (
          name
        )}
      </td>
      <td data-label="Сейчас в заявке">
        {words(present)}
        {accepted ? <span className="rg-accepted-origin">В заявлении: {words(filed)}</span> : null}
      </td>
      <td data-label="В ответе">{words(value)}</td>
      <td data-label="Взято из поля ответа">{from.join(', ') || '—'}</td>
      <td data-label="Принятие">
        <State item={item} open={open} work={work} />
      </td>
    </tr>
  );
}

function State({ item, open, work }: { item: Item; open: boolean; work: Work }) {
  const { accepted, same, problem, field, title } = item;
  if (accepted) {
    return (
      <span className="rg-request-contents">
        <span>Принято</span>
        {open ? (
          <Button
            size="small"
            aria-label={`Отменить принятие: ${title}`}
            disabled={work.busy !== null}
            onClick={() => void work.withdraw(field)}
          >
            Отменить
          </Button>
        ) : null}
      </span>
    );
  }
  if (same) return 'Совпадает';
  return problem === null ? 'Не принято' : `Принять нельзя: ${problem}`;
}
