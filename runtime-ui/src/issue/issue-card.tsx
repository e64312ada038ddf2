import type { ApplicationCard } from '../api.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { Details } from '../ui/details.tsx';
import { dateText, instantText } from '../ui/format.ts';
import { issueAction } from './issue-action.ts';
import { IssueReceipt } from './issue-receipt.tsx';

const receivers = {
  applicant: 'заявитель',
  representative: 'представитель',
  other: 'другое лицо',
} as const;

/** Into whose hands the result went, or that it may be given out. */
export function IssueCard({ card }: { card: ApplicationCard }) {
  const { organisation } = useMe();
  const { issue } = card;
  const action = issueAction(card);
  if (issue === null) {
    if (!action) return null;
    return (
      <Card title="Выдача на руки">
        <p className="rg-muted">Результат на руки не выдавался.</p>
      </Card>
    );
  }
  return (
    <Card title="Выдача на руки" extra={<IssueReceipt id={card.id} />}>
      <Details
        items={[
          { key: 'name', label: 'Получил', value: `${issue.name} (${receivers[issue.receiver]})`, wide: true },
          { key: 'document', label: 'Предъявленный документ', value: issue.document, wide: true },
          { key: 'confirmation', label: 'Получение подтверждено', value: issue.confirmation },
          { key: 'on', label: 'День выдачи', value: dateText(issue.issuedOn) },
          {
            key: 'by',
            label: 'Выдал',
            value: `${issue.by.name}, ${instantText(issue.at, organisation.timeZone)}`,
            wide: true,
          },
        ]}
      />
    </Card>
  );
}
