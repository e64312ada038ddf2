import type { RequestType } from '@reglament/format';
import { Card } from '@reglament/runtime-ui/ui';
import { CommittedInput } from '../studio/committed-input.tsx';
import type { EditType } from './edit-type.ts';

type Registry = NonNullable<RequestType['registry']>;

const fields: readonly { key: keyof Registry; label: string; hint: string }[] = [
  { key: 'number', label: 'Номер в реестре', hint: 'Номер вида сведений; пусто – не сверен' },
  { key: 'version', label: 'Версия по реестру', hint: 'Та, по которой составлен вид' },
  { key: 'basis', label: 'Основание запроса', hint: 'Акт и статья' },
];

interface RegistryCardProps {
  type: RequestType;
  edit: EditType;
}

/** How the provider's registry knows the type; what nobody has looked up stays empty and is asked for. */
export function RegistryCard({ type: { registry = {} }, edit }: RegistryCardProps) {
  return (
    <Card title="Реестр видов сведений" description="Пустое проверка попросит сверить по реестру поставщика.">
      {fields.map(({ key, label, hint }) => (
        <CommittedInput
          key={key}
          label={label}
          hint={hint}
          value={registry[key] ?? ''}
          onCommit={(text) =>
            edit(label, (one) => {
              const { [key]: _former, ...rest } = one.registry ?? {};
              return { ...one, registry: text.trim() === '' ? rest : { ...rest, [key]: text.trim() } };
            })
          }
        />
      ))}
    </Card>
  );
}
