import { eventTitles } from '@reglament/core/rules';
import { Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { problemOf } from '../field/problem-of.ts';
import { SeveralInput } from '../field/several-input.tsx';
import { TextInput } from '../field/text-input.tsx';
import { useServices } from '../people/token-queries.ts';
import { addWebhook, changeWebhook, type NewWebhook, newSecret, type Webhook } from './webhook-queries.ts';

type Wish = Omit<NewWebhook, 'secret'> & { services: string[] };

interface WebhookDialogProps {
  /** The one that is changed; none: a new one. */
  webhook?: Webhook | undefined;
  onClose: () => void;
  /** The secret, of a new one only. */
  onSaved: (webhook: Webhook, secret?: string) => void;
}

/** Who is told, where, of what, in which services; the key of signatures is made here and shown once afterwards. */
export function WebhookDialog({ webhook, onClose, onSaved }: WebhookDialogProps) {
  const [wish, setWish] = useState<Wish>({
    title: webhook?.title ?? '',
    url: webhook?.url ?? '',
    events: (webhook?.events ?? []) as NewWebhook['events'],
    services: webhook?.services ?? [],
  });
  const put = (change: Partial<Wish>) => setWish((before) => ({ ...before, ...change }));
  const save = useMutation({
    mutationFn: async () => {
      const body = { ...wish, title: wish.title.trim(), url: wish.url.trim() };
      if (webhook) return { saved: await changeWebhook(webhook.id, body) };
      const secret = newSecret();
      return { saved: await addWebhook({ ...body, secret }), secret };
    },
    onSuccess: ({ saved, secret }) => onSaved(saved, secret),
  });
  const ready = wish.title.trim() !== '' && wish.url.trim() !== '' && wish.events.length > 0;
  const wrongUrl = problemOf(save.error, 'url');
  const failure = wrongUrl === undefined ? save.error : null;
  return (
    <Modal
      open
      width={640}
      title={webhook ? 'Изменить подписку' : 'Подписать программу на события'}
      okText={webhook ? 'Сохранить' : 'Подписать'}
      okButtonProps={{ disabled: !ready }}
      cancelText="Отмена"
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="rg-dialog">
        {failure ? <Notice tone="error">{failure.message}</Notice> : null}
        <Wishes wish={wish} wrongUrl={wrongUrl} onPut={put} />
      </div>
    </Modal>
  );
}

interface WishesProps {
  wish: Wish;
  wrongUrl: string | undefined;
  onPut: (change: Partial<Wish>) => void;
}

function Wishes({ wish, wrongUrl, onPut }: WishesProps) {
  const services = useServices();
  return (
    <>
      {services.error ? <Notice tone="error">{services.error.message}</Notice> : null}
      <TextInput
        label="Получатель"
        hint="Для людей: какая программа и зачем."
        required
        autoFocus
        maxLength={200}
        value={wish.title}
        onChange={(title) => onPut({ title })}
      />
      <TextInput
        label="Адрес"
        hint="https://…: сюда придёт POST с номером события, заявки и её состоянием, без персональных данных."
        required
        maxLength={2000}
        value={wish.url}
        problem={wrongUrl}
        onChange={(url) => onPut({ url })}
      />
      <fieldset className="ra-scopes">
        <legend>О чём сообщать</legend>
        <Checkbox.Group
          value={wish.events}
          options={Object.entries(eventTitles).map(([value, label]) => ({ value, label }))}
          onChange={(events) => onPut({ events: events as NewWebhook['events'] })}
        />
      </fieldset>
      <SeveralInput
        label="Только услуги"
        hint="Пусто – все услуги ведомства."
        value={wish.services}
        options={(services.data?.items ?? []).map(({ code, title }) => ({ value: code, label: title }))}
        onChange={(codes) => onPut({ services: codes })}
      />
    </>
  );
}
