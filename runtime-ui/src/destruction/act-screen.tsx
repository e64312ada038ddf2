import { PrinterOutlined, ReloadOutlined, RollbackOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { ProblemError } from '../client.ts';
import { keyOf, useKey } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ActFacts, ActServices } from './act-facts.tsx';
import { ActPaper } from './act-paper.tsx';
import { ActProgress } from './act-progress.tsx';
import { ActRows } from './act-rows.tsx';
import { ActVerdict } from './act-verdict.tsx';
import { ForDestroyers } from './destruction-page.tsx';
import { actPath, actQuery, actRowsQuery, type DestructionAct } from './queries.ts';
import { useActCommands } from './use-act-commands.ts';

/** An act of destruction: who has drawn it up and approved it, what goes into it, how far it is. */
export function ActScreen() {
  const { id = '' } = useParams();
  return (
    <ForDestroyers title="Акт об уничтожении">
      <Found key={id} id={id} />
    </ForDestroyers>
  );
}

function Found({ id }: { id: string }) {
  const found = useQuery(actQuery(id));
  if (found.data) return <Act one={found.data} onRefresh={() => void found.refetch()} failure={found.error} />;
  if (!found.error) return <Loading />;
  const missing = found.error instanceof ProblemError && found.error.status === 404;
  return (
    <Page title={missing ? 'Акт не найден' : 'Акт не загружен'}>
      {missing ? (
        <Empty
          title="Такого акта нет, или он другого ведомства"
          actions={<Link to="/retention/acts">К актам об уничтожении</Link>}
        />
      ) : (
        <Notice tone="error" actions={<Button onClick={() => found.refetch()}>Повторить</Button>}>
          {found.error.message}
        </Notice>
      )}
    </Page>
  );
}

interface ActProps {
  one: DestructionAct;
  onRefresh: () => void;
  /** Of the last look; what is shown is then older. */
  failure: Error | null;
}

/** What goes on by itself is told, and the rows are read anew when there is something new of them. */
function useTold({ act: { id, status, statusTitle, counts } }: DestructionAct): void {
  const queryClient = useQueryClient();
  const last = useRef({ status, done: counts.done + counts.kept });
  const done = counts.done + counts.kept;
  useEffect(() => {
    const before = last.current;
    last.current = { status, done };
    if (before.status !== status && before.status !== 'prepared') announce(statusTitle);
    if (before.status !== status || before.done !== done)
      void queryClient.invalidateQueries({ queryKey: actRowsQuery(id).queryKey });
  }, [id, status, statusTitle, done, queryClient]);
}

function Act({ one, onRefresh, failure }: ActProps) {
  const { act } = one;
  const commands = useActCommands(one);
  const [printing, setPrinting] = useState(false);
  const refresh = () => {
    commands.clear();
    onRefresh();
    announce('Данные акта обновлены');
  };
  useTold(one);
  useKey('refresh', 'Обновить', refresh);
  useKey('print', 'Печать', () => setPrinting(true));
  return (
    <Page
      title={`Акт об уничтожении № ${act.number}`}
      lead="Персональные данные, срок хранения которых истёк."
      actions={<HeadButtons one={one} onPrint={() => setPrinting(true)} onRefresh={refresh} />}
    >
      <ActFacts one={one} />
      {failure ? <Notice tone="error">{failure.message}</Notice> : null}
      <ActVerdict one={one} commands={commands} onRefresh={refresh} />
      <ActProgress one={one} commands={commands} />
      <ActServices services={one.services} />
      <ActRows one={one} commands={commands} />
      {printing ? <ActPaper act={act} onClose={() => setPrinting(false)} /> : null}
    </Page>
  );
}

interface HeadProps {
  one: DestructionAct;
  onPrint: () => void;
  onRefresh: () => void;
}

function HeadButtons({ one: { act }, onPrint, onRefresh }: HeadProps) {
  const navigate = useNavigate();
  const isBegun = act.status !== 'prepared' && act.status !== 'withdrawn';
  return (
    <>
      <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => navigate('/retention/acts')}>
        Вернуться
      </Button>
      <Button
        icon={<PrinterOutlined aria-hidden="true" />}
        aria-haspopup="dialog"
        onClick={onPrint}
        {...keyOf('print')}
      >
        Печать
      </Button>
      {isBegun ? <Button href={`${actPath(act.id)}/csv`}>Выгрузка из журнала</Button> : null}
      <Button icon={<ReloadOutlined aria-hidden="true" />} onClick={onRefresh} {...keyOf('refresh')}>
        Обновить
      </Button>
    </>
  );
}
