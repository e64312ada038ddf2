import { FilePdfOutlined } from '@ant-design/icons';
import { Button } from 'antd';

/** The paper that the receiver signs. */
export function IssueReceipt({ id }: { id: string }) {
  return (
    <Button
      icon={<FilePdfOutlined aria-hidden="true" />}
      href={`/api/applications/${id}/issue-receipt`}
      target="_blank"
      rel="noreferrer"
    >
      Расписка о выдаче
    </Button>
  );
}
