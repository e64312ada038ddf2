import type { PortalStatus } from '@reglament/format';
import { findPortalStatus } from '../definition/portal-status.ts';
import { titleOf } from '../rule/title.ts';
import type { Chapter } from './clause.ts';
import { type Placed, placedBy } from './placeholder-words.ts';
import { namesOf, type Subject } from './subject.ts';

const COLUMNS = [
  { title: 'Состояние', width: 4 },
  { title: 'Код статуса', width: 2 },
  { title: 'Пояснение заявителю', width: 6 },
];

export function portalChapter(subject: Subject): Chapter {
  const { service, workflow } = subject;
  const placed = placedBy(namesOf(subject));
  const title = 'Статусы на портале';
  if (service.portal === undefined || workflow === undefined) return { key: 'portal', title, clauses: [] };
  const rows = workflow.states.map((state) => [
    titleOf(state.title),
    ...told(findPortalStatus(service, state), placed),
  ]);
  const text = 'Заявитель видит на портале:';
  return { key: 'portal', title, clauses: [{ key: 'statuses', text, table: { columns: COLUMNS, rows } }] };
}

function told(status: PortalStatus | undefined, placed: Placed): [string, string] {
  if (status === undefined) return ['—', 'не сообщается'];
  return [status.code, status.comment === undefined ? '—' : placed(titleOf(status.comment))];
}
