import { announce, Card, Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { type BodyDetails, setStrictSigner } from './body-queries.ts';

interface SignersCardProps {
  details: BodyDetails;
  onDone: (details: BodyDetails) => void;
}

/** With what certificates the body's people sign inside requests. */
export function SignersCard({ details: { organisation, strictSigner, canManage }, onDone }: SignersCardProps) {
  const save = useMutation({
    mutationFn: (strict: boolean) => setStrictSigner(organisation.id, strict),
    onSuccess: (fresh) => {
      onDone(fresh);
      announce(fresh.strictSigner ? 'Сертификаты без СНИЛС не принимаются' : 'Сертификаты без СНИЛС принимаются');
    },
  });
  return (
    <Card title="Сертификаты сотрудников" description="Сертификат узнают по СНИЛС, а где его нет – по имени.">
      <Checkbox
        checked={strictSigner}
        disabled={!canManage || save.isPending}
        onChange={(event) => save.mutate(event.target.checked)}
      >
        Не принимать сертификаты без СНИЛС
      </Checkbox>
      {save.error ? <Notice tone="error">{save.error.message}</Notice> : null}
    </Card>
  );
}
