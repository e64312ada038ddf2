import { announce, Empty, Loading, Notice, Page, plural } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { TextInput } from '../field/text-input.tsx';
import { CaseResults } from './case-results.tsx';
import { DecisionTables } from './decision-tables.tsx';
import {
  type Decisions,
  type MovedCase,
  type Plan,
  runMigration,
  suggestedBy,
  takenTwice,
  useMigrationPlan,
} from './migration-queries.ts';
import './migration.css';

/** «Перевод заявок»: what became of states and fields, what becomes of each case, and only then the cases move. */
export function MigrationScreen() {
  const { code = '' } = useParams();
  const { data: plan, error, refetch } = useMigrationPlan(code);
  return (
    <Page title="Перевод заявок на действующую версию" lead={<Link to="/">Все услуги</Link>}>
      {error ? (
        <Notice tone="error" actions={<Button onClick={() => void refetch()}>Повторить</Button>}>
          {error.message}
        </Notice>
      ) : null}
      {plan || error ? null : <Loading />}
      {plan?.cases === 0 ? (
        <Empty title="Переводить нечего">
          Все открытые заявки услуги «{plan.title}» уже на действующей версии. Черновики переводит тот, кто их ведёт.
        </Empty>
      ) : null}
      {plan && plan.cases > 0 ? <Migration key={code} code={code} plan={plan} /> : null}
    </Page>
  );
}

interface Stage {
  readonly dryRun: boolean;
  readonly items: readonly MovedCase[];
  readonly stopped: boolean;
}

/** The run itself: its cases as they come, and the stop that is looked at between two pieces. */
function useRun(code: string) {
  const client = useQueryClient();
  const [stage, setStage] = useState<Stage>();
  const stop = useRef(false);
  const run = useMutation({
    mutationFn: (order: { decisions: Decisions; comment: string; dryRun: boolean }) => {
      stop.current = false;
      setStage({ dryRun: order.dryRun, items: [], stopped: false });
      return runMigration({
        ...{ code, ...order },
        onPiece: (items) => {
          setStage((before) => before && { ...before, items: [...before.items, ...items], stopped: stop.current });
          return stop.current ? 'stop' : 'goOn';
        },
      });
    },
    onSuccess: (_done, { dryRun }) => announce(dryRun ? 'Проверка закончена' : 'Перевод закончен'),
    onSettled: () => client.invalidateQueries({ queryKey: ['admin', 'services'] }),
  });
  return {
    ...{ stage, run },
    forget: () => setStage(undefined),
    stop: () => {
      stop.current = true;
    },
  };
}

function Migration({ code, plan }: { code: string; plan: Plan }) {
  const [decisions, setDecisions] = useState<Decisions>(() => suggestedBy(plan));
  const [comment, setComment] = useState('');
  const { stage, run, forget, stop } = useRun(code);
  const twice = takenTwice(decisions);
  const checked = stage?.dryRun === true && !run.isPending && !stage.stopped && run.error === null;
  const moving = stage !== undefined && !stage.dryRun;
  const fitting = stage?.items.filter(({ outcome }) => outcome === 'fits').length ?? 0;
  const said = comment.trim();
  return (
    <>
      <p className="rm-part">
        Услуга «{plan.title}»: {plural(plan.cases, ['заявка', 'заявки', 'заявок'])} на прежних версиях (
        {plan.from
          .map(({ service, workflow, cases }) => `версии ${service}, процесса ${workflow}: ${cases}`)
          .join('; ')}
        ). Действует версия {plan.serviceVersion}, процесс {plan.workflowVersion}. Номера и сроки заявок остаются
        прежними.
      </p>
      <DecisionTables
        plan={plan}
        decisions={decisions}
        disabled={run.isPending || moving}
        onChange={(changed) => {
          setDecisions(changed);
          forget();
        }}
      />
      <TextInput
        label="Почему заявки переводятся"
        hint="Войдёт в историю каждой заявки: правовое основание, номер и дата документа."
        multiline
        maxLength={2000}
        value={comment}
        disabled={moving}
        onChange={setComment}
      />
      {twice === undefined ? null : (
        <Notice tone="error">Два поля не могут стать одним: «{twice}» выбрано дважды.</Notice>
      )}
      {moving ? null : (
        <div className="rs-toolbar rm-acts">
          <Button
            type={checked ? 'default' : 'primary'}
            loading={run.isPending}
            disabled={twice !== undefined}
            onClick={() => run.mutate({ decisions, comment: said || 'Проверка', dryRun: true })}
          >
            Проверить без изменений
          </Button>
          {checked && fitting > 0 ? (
            <Button
              type="primary"
              disabled={said === ''}
              onClick={() => run.mutate({ decisions, comment: said, dryRun: false })}
            >
              Перевести {plural(fitting, ['заявку', 'заявки', 'заявок'])}
            </Button>
          ) : null}
          {checked && fitting > 0 && said === '' ? (
            <span className="rg-muted">Чтобы перевести, укажите, почему.</span>
          ) : null}
        </div>
      )}
      {run.error ? (
        <Notice tone="error" title={moving ? 'Перевод прервался: сделанное сохранено' : 'Проверить не получилось'}>
          {run.error.message} {moving ? 'Откройте страницу заново: переведутся оставшиеся.' : ''}
        </Notice>
      ) : null}
      {stage === undefined ? null : <Course stage={stage} total={plan.cases} pending={run.isPending} onStop={stop} />}
    </>
  );
}

interface CourseProps {
  stage: Stage;
  total: number;
  pending: boolean;
  onStop: () => void;
}

function Course({ stage: { items, dryRun, stopped }, total, pending, onStop }: CourseProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const done = items.length;
  const stays = items.filter(({ outcome }) => outcome === 'stays').length;
  const whole = stays === 0 && !stopped && items.every(({ lost }) => lost.length === 0);
  // The buttons that the moving was begun and stopped by are gone then.
  useEffect(() => {
    if (!dryRun || (!pending && stopped)) heading.current?.focus();
  }, [dryRun, pending, stopped]);
  return (
    <>
      <h2 className="rs-part rm-head" ref={heading} tabIndex={-1}>
        {dryRun ? 'Что станет с каждой' : 'Что вышло'}
      </h2>
      {pending ? (
        <div className="rs-toolbar">
          <Progress
            className="rm-progress"
            percent={Math.min(100, Math.round((100 * done) / total))}
            aria-label={`Пройдено заявок: ${done} из ${total}`}
            format={() => `${done} из ${total}`}
          />
          <Button onClick={onStop}>Остановить</Button>
        </div>
      ) : (
        <Notice tone={whole ? 'success' : 'warning'}>
          {dryRun ? `Перейдут: ${done - stays}` : `Переведены: ${done - stays}`}, остаются на своей версии: {stays}.{' '}
          {stopped ? 'Остановлено: остальные не тронуты.' : ''}
        </Notice>
      )}
      {done === 0 ? null : <CaseResults items={items} />}
    </>
  );
}
