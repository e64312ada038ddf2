import { Button, Modal } from 'antd';
import { useId, useState } from 'react';
import { DialogBody } from '../ui/dialog-body.tsx';
import { numberText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { INCOMING, nounsOfAct, titleOfKept } from './destruction-words.ts';
import type { DestructionAct } from './queries.ts';
import type { ActCommands } from './use-act-commands.ts';

interface ApproveDialogProps {
  /** As it was read: what has been changed since is not approved unseen. */
  one: DestructionAct;
  commands: ActCommands;
  onClose: () => void;
}

/** Nothing of it can be taken back: one reads what goes and what stays, and types the number of the act. */
export function ApproveDialog({ one: { act, version, services }, commands, onClose }: ApproveDialogProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [attempted, setAttempted] = useState(false);
  const number = String(act.number);
  const isRight = typed.trim().replace(/^№\s*/, '') === number;
  const submit = async () => {
    setAttempted(true);
    if (!isRight) return document.getElementById(id)?.focus();
    if (await commands.approve(version)) onClose();
  };
  const footer = (
    <>
      <Button onClick={onClose}>Отменить</Button>
      <Button type="primary" danger loading={commands.busy === 'approve'} onClick={() => void submit()}>
        Утвердить и уничтожить
      </Button>
    </>
  );
  return (
    <Modal open title={`Утвердить акт № ${number}`} onCancel={onClose} width={640} footer={footer}>
      <DialogBody>
        {commands.failure ? <Notice tone="error">{commands.failure.message}</Notice> : null}
        <Notice
          tone="warning"
          title={`Будут уничтожены данные в акте: ${nounsOfAct(act).some(act.counts.waiting)}. Вернуть их нельзя.`}
        >
          {services.map((one) => `${titleOfKept(one)} – ${numberText(one.cases)}`).join('; ')}
        </Notice>
        {services.some(({ code }) => code !== INCOMING) ? <CasesGo /> : null}
        {services.some(({ code }) => code === INCOMING) ? <RequestsGo /> : null}
        <TextField
          id={id}
          label={`Чтобы подтвердить, введите номер акта: ${number}`}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          mistake={attempted && !isRight ? `Введите ${number}: это номер акта` : undefined}
          onPressEnter={() => void submit()}
        />
      </DialogBody>
    </Modal>
  );
}

function CasesGo() {
  return (
    <>
      <p>
        <strong>Уничтожаются:</strong> сведения о заявителе, представителе и том, кто подал заявление; ответы, документы
        и файлы; запросы и ответы на них; текст решения; переписка; сведения о выдаче и об уплате; содержание записей
        журнала. Заявитель уходит и из реестра, если других заявок у него нет.
      </p>
      <p>
        <strong>Остаются:</strong> номер заявки, услуга, даты и итог; кто и когда что делал – без содержания.
      </p>
    </>
  );
}

function RequestsGo() {
  return (
    <p>
      <strong>Входящие запросы:</strong> уничтожаются тема, вопрос, ответ, файлы и сообщения обмена; остаются номер, кто
      спрашивал, даты, итог и кто ответил.
    </p>
  );
}
