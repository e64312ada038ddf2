import { russianMoney } from '@reglament/core/rules';
import type { TrialStep } from '@reglament/format';
import { Card, Details, Tag } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import type { WalkProps } from './walk-props.ts';

interface WalkDutyProps extends WalkProps {
  onStep: (step: TrialStep) => void;
}

/** The state duty of the made-up application: how much by these answers, and paying or being free of it. */
export function WalkDuty({ walk, as, onStep }: WalkDutyProps) {
  const { duty } = walk.present;
  if (duty === null) return null;
  const { status, statusTitle, amount, title, left, offered } = duty;
  const isSettled = status === 'paid' || status === 'exempt' || status === 'notRequired';
  return (
    <Card title="Госпошлина" extra={<Tag tone={isSettled ? 'success' : 'warning'}>{statusTitle}</Tag>}>
      <Details
        items={[
          { key: 'amount', label: 'Размер', value: amount === null ? 'не определён' : russianMoney(amount) },
          ...(title === null ? [] : [{ key: 'title', label: 'За что', value: title }]),
        ]}
      />
      {left === 0 ? null : (
        <div className="rs-row">
          <Button size="small" onClick={() => onStep({ as, pay: left })}>
            Уплатить {russianMoney(left)}
          </Button>
          {offered.map((one) => (
            <Button key={one.code} size="small" onClick={() => onStep({ as, exempt: one.code })}>
              Освободить: {one.title}
            </Button>
          ))}
        </div>
      )}
    </Card>
  );
}
