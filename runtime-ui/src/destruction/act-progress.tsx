import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { useMe } from '../session/me.ts';
import { instantText, numberText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { countsWords, nounsOfAct, ofFiles, percentOf } from './destruction-words.ts';
import type { DestructionAct } from './queries.ts';
import type { ActCommands } from './use-act-commands.ts';

interface ActProgressProps {
  one: DestructionAct;
  commands: ActCommands;
}

/** How far an approved act is, and what one has to do if it stands. */
export function ActProgress({ one, commands }: ActProgressProps) {
  const { act, stopped, trouble } = one;
  if (stopped) {
    return (
      <Notice
        tone="error"
        title="Исполнение акта остановилось"
        actions={
          <Button loading={commands.busy === 'retry'} onClick={() => void commands.retry()}>
            Повторить
          </Button>
        }
      >
        {commands.failure?.message ?? trouble}
      </Notice>
    );
  }
  if (trouble !== null) {
    return (
      <Notice tone="warning" title="Содержимое файлов пока не удаляется">
        {trouble}. Система пробует снова каждый час.
      </Notice>
    );
  }
  return stages[act.status]({ one });
}

/** What is said of an act in each of its states. */
const stages = {
  prepared: () => null,
  running: Running,
  contents: Contents,
  done: Done,
  withdrawn: Withdrawn,
} as const satisfies Record<DestructionAct['act']['status'], (props: { one: DestructionAct }) => ReactNode>;

function Running({ one }: { one: DestructionAct }) {
  return (
    <Notice tone="info" title="Данные уничтожаются">
      {countsWords(one.act)}. Идёт само: страницу можно закрыть.
      <Progress percent={percentOf(one)} aria-label="Ход исполнения акта" />
    </Notice>
  );
}

/** Contents go an hour later: until then nobody else may have put the same bytes. */
function Contents({ one }: { one: DestructionAct }) {
  const { timeZone } = useMe().organisation;
  const { waiting, removed } = one.files;
  return (
    <Notice tone="info" title="Данные уничтожены, осталось содержимое файлов">
      Содержимое {ofFiles(waiting)} система удалит сама с {instantText(one.contentsAt, timeZone)}; уже удалено:{' '}
      {numberText(removed)}.
      <Progress percent={percentOf(one)} aria-label="Ход удаления содержимого файлов" />
    </Notice>
  );
}

function Done({ one: { act, files } }: { one: DestructionAct }) {
  const { kept } = act.counts;
  return (
    <Notice tone={kept > 0 ? 'warning' : 'success'} title={`Акт исполнен. ${countsWords(act)}`}>
      Удалено содержимое {ofFiles(files.removed)}
      {files.shared > 0 ? `; осталось, потому что есть и у других: ${numberText(files.shared)}` : ''}.
      {kept > 0 ? ` Данные ${nounsOfAct(act).of(kept)} остались: почему – в списке ниже.` : ''}
    </Notice>
  );
}

function Withdrawn({ one: { withdrawn } }: { one: DestructionAct }) {
  const { timeZone } = useMe().organisation;
  if (withdrawn === null) return null;
  return (
    <Notice tone="info" title="Акт отозван, данные остались">
      {withdrawn.by.name}, {instantText(withdrawn.at, timeZone)}: {withdrawn.reason}
    </Notice>
  );
}
