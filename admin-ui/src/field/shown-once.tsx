import { announce, Notice } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';

interface ShownOnceProps {
  title: string;
  secret: string;
  /** What is told when it is in the clipboard. */
  copied: string;
}

/** A secret that nobody will see again: the server keeps it sealed or only its hash. */
export function ShownOnce({ title, secret, copied }: ShownOnceProps) {
  return (
    <Notice
      tone="success"
      title={title}
      actions={
        <Button onClick={() => void navigator.clipboard.writeText(secret).then(() => announce(copied))}>
          Скопировать
        </Button>
      }
    >
      <code className="ra-password">{secret}</code> Запишите его в настройки программы до ухода со страницы.
    </Notice>
  );
}
