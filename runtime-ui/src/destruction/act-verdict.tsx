import { Button } from 'antd';
import { useState } from 'react';
import { Notice } from '../ui/notice.tsx';
import { WhyNot } from '../why/why-not.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import type { DestructionAct } from './queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import type { ActCommands } from './use-act-commands.ts';

interface ActVerdictProps {
  one: DestructionAct;
  commands: ActCommands;
  onRefresh: () => void;
}

/** What is decided of an act that has been drawn up: approved by another one, or withdrawn. */
export function ActVerdict({ one, commands, onRefresh }: ActVerdictProps) {
  const [asked, setAsked] = useState<{ what: 'approve' | 'withdraw'; on: DestructionAct } | null>(null);
  const { act, approval, withdrawal } = one;
  const begin = (what: 'approve' | 'withdraw') => {
    commands.clear();
    setAsked({ what, on: one });
  };
  const close = () => setAsked(null);
  if (act.status !== 'prepared') return null;
  return (
    <>
      {commands.failure && asked === null ? (
        <Notice tone="error" actions={<Button onClick={onRefresh}>Обновить</Button>}>
          {commands.failure.message}
        </Notice>
      ) : null}
      {approval === null || withdrawal === null ? (
        <div className="rg-action-bar">
          {approval === null ? (
            <Button type="primary" onClick={() => begin('approve')}>
              Утвердить акт
            </Button>
          ) : null}
          {withdrawal === null ? (
            <Button danger onClick={() => begin('withdraw')}>
              Отозвать акт
            </Button>
          ) : null}
        </div>
      ) : null}
      <WhyNot reason={approval} />
      {asked?.what === 'approve' ? <ApproveDialog one={asked.on} commands={commands} onClose={close} /> : null}
      {asked?.what === 'withdraw' ? (
        <ReasonDialog
          title={`Отозвать акт № ${act.number}`}
          lead="Данные останутся как есть; заявки можно будет включить в другой акт."
          label="Почему акт отзывается"
          button="Отозвать"
          failure={commands.failure}
          busy={commands.busy === 'withdraw'}
          onClose={close}
          onSubmit={async (reason) => {
            if (await commands.withdraw(asked.on.version, reason)) close();
          }}
        />
      ) : null}
    </>
  );
}
