import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ApplicationContent, ServiceView } from '../api.ts';
import { applicantForm } from '../applicant/applicant-form.ts';
import { labelOf, placeWords } from '../form/index.ts';
import { notificationForm } from './content.ts';

type Part = keyof ApplicationContent;

interface Place {
  part: Part;
  pointer: string;
}

const partTitles: Readonly<Record<Part, string>> = {
  applicant: 'Заявитель',
  representative: 'Представитель',
  submittedBy: 'Кто сдал документы',
  notification: 'Уведомление заявителя',
  answers: '',
};

function formOf(part: Part, service: ServiceView, content: ApplicationContent) {
  if (part === 'answers') return service.form;
  return part === 'notification' ? notificationForm : applicantForm(content[part]?.kind ?? 'person');
}

interface Described extends Place {
  service: ServiceView;
  content: ApplicationContent;
}

function titleOfPlace({ part, pointer, service, content }: Described): string {
  const title = pointer === '' ? '' : labelOf(formOf(part, service, content), pointer);
  return [partTitles[part], title].filter((one) => one !== '').join(': ');
}

function wordsOfPlace(value: unknown, { part, pointer, service, content }: Described): string {
  if (value === null) return 'Не указано';
  return placeWords(value, { form: formOf(part, service, content), pointer, dictionaries: service.dictionaries });
}

export interface DifferenceRow extends Place {
  left: unknown;
  right: unknown;
  actions?: (title: string) => ReactNode;
  /** To the field itself. */
  onGo?: () => void;
}

interface DifferenceTableProps {
  service: ServiceView;
  content: ApplicationContent;
  /** What the two values are. */
  heads: readonly [string, string];
  rows: readonly DifferenceRow[];
}

/** Two values of each field that differs, side by side, in words. */
export function DifferenceTable({ service, content, heads: [left, right], rows }: DifferenceTableProps) {
  const withActions = rows.some(({ actions }) => actions !== undefined);
  return (
    <table className="rg-table rg-changes">
      <thead>
        <tr>
          <th scope="col">Поле</th>
          <th scope="col">{left}</th>
          <th scope="col">{right}</th>
          {withActions ? <th scope="col">Что оставить</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const place = { ...row, service, content };
          const title = titleOfPlace(place);
          return (
            <tr key={`${row.part}${row.pointer}`}>
              <td data-label="Поле">
                {row.onGo ? (
                  <Button type="link" className="rg-inline-link" onClick={row.onGo}>
                    {title}
                  </Button>
                ) : (
                  title
                )}
              </td>
              <td data-label={left}>{wordsOfPlace(row.left, place)}</td>
              <td data-label={right}>{wordsOfPlace(row.right, place)}</td>
              {withActions ? <td data-label="Что оставить">{row.actions?.(title)}</td> : null}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
