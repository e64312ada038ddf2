import { announce } from '@reglament/runtime-ui/ui';
import { AssignDialog } from './assign-dialog.tsx';
import { type Kept, releaseKept, resolveKept } from './exchange-queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** What a person is about to do with a message that was kept apart. */
export interface KeptStep {
  readonly what: 'assign' | 'release' | 'resolve';
  readonly message: Kept;
}

interface KeptDialogProps {
  step: KeptStep;
  onClose: () => void;
  onDone: () => void;
}

/** Each takes words, and the words stay. */
export function KeptDialog({ step: { what, message }, onClose, onDone }: KeptDialogProps) {
  const done = (words: string) => () => {
    announce(words);
    onDone();
  };
  switch (what) {
    case 'assign':
      return (
        <AssignDialog
          message={message}
          onClose={onClose}
          onDone={(request) => done(`Ответ назначен запросу № ${request}`)()}
        />
      );
    case 'release':
      return (
        <ReasonDialog
          title="Прислала та же система"
          lead="Сообщение подействует, как если бы его прислала система, подавшая заявление. Дальше по этому заявлению будут приниматься сообщения обеих. В истории заявки будет видно, кто так решил и почему."
          label="Почему это та же система"
          missing="Напишите, как это выяснено: хотя бы несколько слов."
          okText="Принять сообщение"
          send={(text) => releaseKept(message, text)}
          onClose={onClose}
          onDone={done('Сообщение принято')}
        />
      );
    case 'resolve':
      return (
        <ReasonDialog
          title="Сообщение разобрано"
          lead="Само сообщение останется. Напишите, что сделано: это увидят другие."
          label="Что сделано"
          missing="Напишите, что сделано: хотя бы несколько слов."
          okText="Разобрано"
          send={(text) => resolveKept(message, text)}
          onClose={onClose}
          onDone={done('Сообщение отмечено разобранным')}
        />
      );
  }
}
