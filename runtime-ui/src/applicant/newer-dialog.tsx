import type { ApiTypes } from '@reglament/core/api';
import { Button, Modal, Radio } from 'antd';
import { useRef, useState } from 'react';
import { type NewerApplicant, ProblemError } from '../client.ts';
import { useMe } from '../session/me.ts';
import { instantText } from '../ui/format.ts';
import { useKey } from '../ui/keys.ts';

type Choice = ApiTypes['ApplicantChoice'];

/** What the registry knows newer than the application, also while the answer is on its way; undefined: nothing. */
export function useNewer(failure: Error | null, busy: boolean): NewerApplicant | undefined {
  const asked = useRef<NewerApplicant | undefined>(undefined);
  if (!busy) asked.current = newerOf(failure);
  return asked.current;
}

export function newerOf(failure: Error | null): NewerApplicant | undefined {
  return failure instanceof ProblemError ? failure.newer : undefined;
}

interface NewerDialogProps {
  conflict: NewerApplicant;
  busy: boolean;
  onChoose: (choice: Choice) => void;
  onClose: () => void;
}

/** «Оставить в реестре» or «взять из заявки», field by field; what is newer stays unless one says otherwise. */
export function NewerDialog({ conflict: { applicant, fields }, busy, onChoose, onClose }: NewerDialogProps) {
  const { organisation } = useMe();
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const keep = fields.map(({ field }) => field).filter((field) => !taken.has(field));
  const go = () => onChoose({ version: applicant.version, keep });
  useKey('main', 'Продолжить', busy ? undefined : go);
  const choose = (field: string, take: boolean) => {
    const next = new Set(taken);
    if (take) next.add(field);
    else next.delete(field);
    setTaken(next);
  };
  const footer = (
    <>
      <Button onClick={onClose}>Отменить</Button>
      <Button type="primary" loading={busy} onClick={go}>
        Продолжить
      </Button>
    </>
  );
  return (
    <Modal
      open
      title="Сведения о заявителе в реестре новее"
      onCancel={onClose}
      width={760}
      destroyOnHidden
      mask={{ closable: false }}
      footer={footer}
    >
      <div className="rg-dialog">
        <p>
          {applicant.name}: запись изменена {instantText(applicant.updatedAt, organisation.timeZone)}, после того как
          эта заявка была заполнена. Выберите, что верно: в заявке всё останется, как сказано.
        </p>
        <table className="rg-table">
          <caption className="rg-visually-hidden">Что различается</caption>
          <thead>
            <tr>
              <th scope="col">Поле</th>
              <th scope="col">Какое значение верно</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, title, registry, application }) => (
              <tr key={field}>
                <td data-label="Поле">{title}</td>
                <td data-label="Какое значение верно">
                  <Radio.Group
                    className="rg-checks"
                    aria-label={title}
                    value={taken.has(field)}
                    onChange={(event) => choose(field, event.target.value)}
                    options={[
                      { value: false, label: `Оставить в реестре: ${registry}` },
                      { value: true, label: `Взять из заявки: ${application ?? 'не указано'}` },
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  );
}
