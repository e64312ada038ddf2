import { russianMoney } from '@reglament/core/rules';
import { Card, dateText, Tag } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { nameOf } from './walk-present.tsx';
import type { WalkProps } from './walk-props.ts';

interface StepListProps extends WalkProps {
  onBack: () => void;
}

type Seen = WalkProps['walk']['steps'][number];

/** What was done and what came of it; the last can be taken back. */
export function StepList({ trial, walk, onBack }: StepListProps) {
  return (
    <Card
      title="Шаги"
      extra={
        <Button size="small" disabled={trial.steps.length === 0} onClick={onBack}>
          Убрать последний шаг
        </Button>
      }
    >
      {trial.steps.length === 0 ? <p className="rg-muted">Заявка создана. Выберите действие слева.</p> : null}
      <ol className="rst-steps" aria-label="Шаги пути">
        {trial.steps.map((step, index) => {
          const seen = walk.steps[index];
          const key = `${index} ${step.action ?? ''}`;
          return (
            <li key={key}>
              <span className="rg-muted">
                {nameOf(walk.people, step.as) ?? step.as}
                {step.today === undefined ? null : `, часы переведены на ${dateText(step.today)}`}
                {step.ask === undefined ? null : `, отправлены запросы: ${titlesOf(walk, step.ask)}`}
                {step.providers === undefined
                  ? null
                  : `, иначе ведёт себя: ${titlesOf(walk, Object.keys(step.providers))}`}
                {step.signed === undefined ? null : ', встала последняя подпись'}
                {step.pay === undefined ? null : `, уплачена госпошлина: ${russianMoney(step.pay)}`}
                {step.exempt === undefined ? null : ', отмечено освобождение от госпошлины'}
                {step.answers === undefined ? null : ', изменены ответы'}
              </span>
              {seen === undefined ? null : <Outcome seen={seen} />}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

function titlesOf({ requests }: WalkProps['walk'], codes: readonly string[]): string {
  return codes.map((code) => requests.find((one) => one.code === code)?.title ?? code).join(', ');
}

function Outcome({ seen }: { seen: Seen }) {
  return (
    <>
      {seen.done.map(({ title, automatic, effects }) => (
        <div key={title}>
          <strong>{title}</strong>
          {automatic ? <span className="rg-muted"> – само</span> : null}
          {effects.map((line) => (
            <span key={line} className="rg-block">
              {line}
            </span>
          ))}
        </div>
      ))}
      {seen.done.length > 0 ? <Tag tone="info">{seen.stateTitle}</Tag> : null}
      {seen.refused === null ? null : <p className="rst-failure">Не выполнено: {seen.refused}</p>}
      {seen.unmet.map((line) => (
        <p key={line} className="rst-failure">
          Ждали другого: {line}
        </p>
      ))}
    </>
  );
}
