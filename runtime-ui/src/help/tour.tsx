import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { request } from '../client.ts';
import { meQuery, useMe } from '../session/me.ts';

/** All of them stand in the header, whatever the screen. */
const steps = [
  {
    target: '.rg-menu',
    title: 'Разделы',
    description:
      'Что ждёт вас и все заявки. Логотип слева возвращает на начальную страницу. С клавиатуры – G, потом буква.',
  },
  {
    target: '.rg-bell',
    title: 'Уведомления',
    description:
      'Вам назначили заявку, пришёл ответ, подходит срок: здесь видно сразу. Что и как присылать, выбирают в профиле.',
  },
  {
    target: '.rg-user',
    title: 'Вы',
    description: 'Профиль, пароль, отсутствие и заместитель, язык, тёмное оформление, выход.',
  },
  {
    target: '.rg-help',
    title: 'Помощь',
    description: 'Что это за экран и какие клавиши на нём работают. С клавиатуры – знак вопроса.',
  },
] as const;

/** Kept on the server: one is shown around once, on whatever computer. */
export function useToured(): { toured: boolean; finish: () => void } {
  const me = useMe();
  const queryClient = useQueryClient();
  const finish = () => {
    queryClient.setQueryData(
      meQuery.queryKey,
      (one) => one && { ...one, preferences: { ...one.preferences, toured: true } },
    );
    // Not kept this time: it is offered again the next time, and that is all.
    request('/api/me/preferences', { method: 'PATCH', body: { toured: true } }).catch(() => undefined);
  };
  return { toured: me.preferences.toured, finish };
}

/** Takes nothing from the screen until one says so. */
export function TourOffer({ onShow, onRefuse }: { onShow: () => void; onRefuse: () => void }) {
  return (
    <section className="rg-tour-offer" aria-label="Знакомство с системой">
      <span>Вы здесь впервые? Главное – в четырёх подсказках.</span>
      <Button size="small" type="primary" onClick={onShow}>
        Показать
      </Button>
      <Button size="small" onClick={onRefuse}>
        Не нужно
      </Button>
    </section>
  );
}

/** The four places around every screen, one after another; Esc leaves. */
export function ShellTour({ onClose }: { onClose: () => void }) {
  const [at, setAt] = useState(0);
  const step = steps[at] ?? steps[0];
  useEffect(() => {
    const place = document.querySelector(step.target);
    place?.classList.add('rg-tour-target');
    return () => place?.classList.remove('rg-tour-target');
  }, [step]);
  const last = at === steps.length - 1;
  return (
    <Modal
      open
      mask={false}
      width={420}
      style={{ top: 72 }}
      title={step.title}
      onCancel={onClose}
      footer={
        <div className="rg-tour-foot">
          <span className="rg-muted">
            {at + 1} из {steps.length}
          </span>
          <Button disabled={at === 0} onClick={() => setAt(at - 1)}>
            Назад
          </Button>
          <Button type="primary" autoFocus onClick={() => (last ? onClose() : setAt(at + 1))}>
            {last ? 'Завершить' : 'Далее'}
          </Button>
        </div>
      }
    >
      <p role="status">{step.description}</p>
    </Modal>
  );
}
