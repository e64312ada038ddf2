import type { RequestType } from '@reglament/format';
import { Card } from '@reglament/runtime-ui/ui';
import { Checkbox, InputNumber, Radio, Select } from 'antd';
import { useId } from 'react';
import { CommittedInput } from '../studio/committed-input.tsx';
import { optionalRussian, russian, withRussian } from '../studio/words.ts';
import type { EditType } from './edit-type.ts';
import { RegistryCard } from './registry-card.tsx';

interface CommonTabProps {
  type: RequestType;
  edit: EditType;
  problemAt: (pointer: string) => string | undefined;
}

type Message = NonNullable<RequestType['message']>;

const signers: { value: Message['signedBy']; label: string }[] = [
  { value: 'none', label: 'Никто: подпись не нужна' },
  { value: 'organisation', label: 'Ведомство, своим ключом' },
  { value: 'official', label: 'Ещё и должностное лицо' },
  { value: 'optional', label: 'Должностное лицо, если захочет' },
];

/** «Общее»: how the type is called, who signs it, when the answer is due. */
export function CommonTab({ type, edit, problemAt }: CommonTabProps) {
  const { message, term } = type;
  const withMessage = (label: string, part: Partial<Message>) =>
    edit(label, (one) => (one.message === undefined ? one : { ...one, message: { ...one.message, ...part } }));
  return (
    <div className="rs-columns">
      <Card title="Название">
        <CommittedInput
          label="Название вида запроса"
          value={russian(type.title)}
          maxLength={300}
          wrong={problemAt('/title')}
          hint="Так его видит сотрудник, когда создаёт запрос"
          onCommit={(text) => edit('Название', (one) => ({ ...one, title: withRussian(one.title, text) }))}
        />
        <CommittedInput
          label="Пояснение"
          multiline
          value={russian(type.description)}
          hint="Что это за сведения и когда их запрашивают"
          onCommit={(text) =>
            edit('Пояснение', ({ description, ...one }) => {
              const next = optionalRussian(description, text);
              return next === undefined ? one : { ...one, description: next };
            })
          }
        />
        {message === undefined ? null : (
          <CommittedInput
            label="Вкладка карточки заявки"
            value={russian(message.group)}
            hint="Пусто – «Межведомственные запросы»"
            onCommit={(text) =>
              edit('Вкладка карточки', (one) => {
                if (one.message === undefined) return one;
                const { group, ...rest } = one.message;
                const next = optionalRussian(group, text);
                return { ...one, message: next === undefined ? rest : { ...rest, group: next } };
              })
            }
          />
        )}
      </Card>
      <Card title="Отправка">
        {message === undefined ? (
          <p>Форма вопроса и ответа этого вида написаны в модуле: здесь меняются только название и срок.</p>
        ) : (
          <>
            <h3>Кто подписывает</h3>
            <Radio.Group
              aria-label="Кто подписывает"
              className="rt-signers"
              value={message.signedBy}
              options={signers}
              onChange={(event) => withMessage('Кто подписывает', { signedBy: event.target.value })}
            />
            <Attachments {...{ message, edit }} />
            {problemAt('/message/signedBy') ? <div className="rg-error">{problemAt('/message/signedBy')}</div> : null}
          </>
        )}
        <Term term={term} edit={edit} />
      </Card>
      {message === undefined ? null : <RegistryCard type={type} edit={edit} />}
    </div>
  );
}

function Attachments({ message, edit }: { message: Message; edit: EditType }) {
  return (
    <Checkbox
      checked={message.attachments === true}
      onChange={({ target }) =>
        edit('Файлы к вопросу', (one) => {
          if (one.message === undefined) return one;
          const { attachments: _, ...rest } = one.message;
          return { ...one, message: target.checked ? { ...rest, attachments: true } : rest };
        })
      }
    >
      К вопросу можно приложить файлы
    </Checkbox>
  );
}

type Term = NonNullable<RequestType['term']>;

function Term({ term, edit }: { term: Term | undefined; edit: EditType }) {
  const days = useId();
  const set = (next: Term | undefined) =>
    edit('Срок ответа', ({ term: _before, ...one }) => (next === undefined ? one : { ...one, term: next }));
  return (
    <div className="rg-field">
      <div className="rg-field-label">
        <label htmlFor={days}>Срок ответа, дней</label>
      </div>
      <div className="rs-row">
        <InputNumber
          id={days}
          min={1}
          max={365}
          value={term?.days ?? null}
          onChange={(value) => set(value === null ? undefined : { days: Number(value), unit: term?.unit ?? 'working' })}
        />
        <Select
          aria-label="Какие дни"
          disabled={term === undefined}
          value={term?.unit ?? 'working'}
          options={[
            { value: 'working', label: 'рабочих' },
            { value: 'calendar', label: 'календарных' },
          ]}
          onChange={(unit) => term && set({ ...term, unit })}
        />
      </div>
      <div className="rg-hint">Пусто – срок не считается.</div>
    </div>
  );
}
