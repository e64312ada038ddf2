import { instantDateText, instantText } from '@reglament/runtime-ui/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Flex, Radio } from 'antd';
import { useState } from 'react';
import { DeskFilterForm, Found } from './desk-filter.tsx';
import { DeskList } from './desk-list.tsx';
import { type Kept, keptKey, noFilter, useKept } from './exchange-queries.ts';
import { KeptDialog, type KeptStep } from './kept-dialogs.tsx';

const statuses = [
  { value: 'quarantine', label: 'Ждут разбора' },
  { value: 'late', label: 'Опоздавшие' },
  { value: 'resolved', label: 'Разобранные' },
  { value: 'accepted', label: 'Принятые' },
] as const;

type Status = (typeof statuses)[number]['value'];

interface Decisions {
  onStep: (step: KeptStep) => void;
}

function RowDecisions({ message, when, onStep }: Decisions & { message: Kept; when: string }) {
  return (
    <>
      {message.kind === 'answer' ? (
        <Button
          size="small"
          onClick={() => onStep({ what: 'assign', message })}
          aria-label={`Назначить запросу: ${message.connection}, ${when}`}
        >
          Назначить запросу
        </Button>
      ) : null}
      {message.releasable ? (
        <Button
          size="small"
          onClick={() => onStep({ what: 'release', message })}
          aria-label={`Это та же система: ${message.connection}, ${when}`}
        >
          Это та же система
        </Button>
      ) : null}
      <Button
        size="small"
        type="primary"
        onClick={() => onStep({ what: 'resolve', message })}
        aria-label={`Разобрано: ${message.connection}, ${when}`}
      >
        Разобрано
      </Button>
    </>
  );
}

function Row({ message, onStep }: Decisions & { message: Kept }) {
  const when = instantText(message.receivedAt);
  return (
    <tr>
      <td data-label="Подключение">
        <div>
          <strong>{message.connection}</strong>
          <span className="rg-block rg-muted">{message.messageId}</span>
          {message.sender ? <span className="rg-block rg-muted">{`Прислала система ${message.sender}`}</span> : null}
        </div>
      </td>
      <td data-label="Пришло">{when}</td>
      <td data-label="Заявка">{message.application?.number ?? '—'}</td>
      <td data-label="Что с ним">
        <div>
          {message.reason ?? 'Принято в работу'}
          {message.resolution ? (
            <span className="rg-block rg-muted">
              {message.resolvedBy}: {message.resolution}
            </span>
          ) : null}
        </div>
      </td>
      <td className="rg-actions-cell">
        <Flex gap={8} justify="end" wrap>
          {message.forgottenAt ? (
            <span className="rg-muted">
              Содержимое удалено {instantDateText(message.forgottenAt)} по сроку хранения
            </span>
          ) : (
            <Button
              size="small"
              href={`/api/admin/deliveries/${message.id}/original`}
              aria-label={`Скачать сообщение: ${message.connection}, ${when}`}
            >
              Скачать
            </Button>
          )}
          {message.status === 'quarantine' ? <RowDecisions message={message} when={when} onStep={onStep} /> : null}
        </Flex>
      </td>
    </tr>
  );
}

/** What came and could not be worked with: unreadable, nobody's, too late. The message itself stays as it came. */
export function KeptList() {
  const client = useQueryClient();
  const [status, setStatus] = useState<Status>('quarantine');
  const [step, setStep] = useState<KeptStep>();
  const [filter, setFilter] = useState(noFilter);
  const list = useKept(status, filter);
  return (
    <Flex vertical gap={12}>
      <p className="rg-muted">
        С чем система не смогла работать сама, отложено и ждёт человека. Ни одно сообщение не потеряно.
      </p>
      <div className="rg-switch">
        <Radio.Group
          aria-label="Какие сообщения"
          role="radiogroup"
          optionType="button"
          buttonStyle="solid"
          value={status}
          options={[...statuses]}
          onChange={({ target }) => setStatus(target.value)}
        />
      </div>
      <DeskFilterForm since="Пришло с" onFilter={setFilter} />
      <Found count={list.data?.pages[0]?.count} />
      <DeskList
        list={list}
        filtered={filter !== noFilter}
        caption="Входящие сообщения"
        columns={['Подключение', 'Пришло', 'Заявка', 'Что с ним']}
        empty={{ title: 'Таких сообщений нет', text: 'Всё, что пришло, принято в работу.' }}
        row={(message) => <Row key={message.id} message={message} onStep={setStep} />}
      />
      {step ? (
        <KeptDialog
          step={step}
          onClose={() => setStep(undefined)}
          onDone={() => {
            setStep(undefined);
            void client.invalidateQueries({ queryKey: keptKey });
          }}
        />
      ) : null}
    </Flex>
  );
}
