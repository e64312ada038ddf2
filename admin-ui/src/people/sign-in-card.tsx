import { announce, Card, instantText, Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type PersonDetails, peopleKey, personKey, signInWaysQuery, unlinkPerson } from './people-queries.ts';

type Link = PersonDetails['signIns'][number];

/** By which other places the person comes; whoever has not come yet is known by СНИЛС. Without a way nothing is shown. */
export function SignInCard({ details: { user, snils, signIns } }: { details: PersonDetails }) {
  const { data: ways } = useQuery(signInWaysQuery);
  const others = (ways?.items ?? []).filter(({ connection }) => signIns.every((one) => one.connection !== connection));
  if (signIns.length === 0 && others.length === 0) return null;
  return (
    <Card title="Вход через другие системы">
      {signIns.map((link) => (
        <LinkedWay key={link.connection} userId={user.id} link={link} />
      ))}
      {others.map(({ connection, title }) => (
        <p key={connection}>
          <strong>{title}.</strong>{' '}
          {snils === null
            ? 'Человека не узнают: СНИЛС не указан. Укажите его в этой карточке.'
            : `Ещё не входил. При первом входе его узнают по СНИЛС ${masked(snils)} и попросят согласие.`}
        </p>
      ))}
    </Card>
  );
}

function LinkedWay({ userId, link }: { userId: string; link: Link }) {
  const client = useQueryClient();
  const { modal } = App.useApp();
  const unlink = useMutation({
    mutationFn: () => unlinkPerson(link.connection, userId),
    onSuccess: () => {
      announce('Связь снята');
      void client.invalidateQueries({ queryKey: peopleKey });
      return client.invalidateQueries({ queryKey: personKey(userId) });
    },
  });
  const ask = () =>
    modal.confirm({
      title: `Снять связь со входом через ${link.title}?`,
      content:
        'Начатые так сеансы завершатся сразу. Кто войдёт следующим, того узнают по СНИЛС в карточке и снова попросят согласие.',
      okText: 'Снять связь',
      cancelText: 'Не снимать',
      okButtonProps: { danger: true },
      onOk: () => unlink.mutateAsync().catch(() => undefined),
    });
  return (
    <div className="ra-sign-in">
      <strong>{link.title}</strong>
      <p>
        Последний вход – {instantText(link.lastLoginAt)}, согласие дано {instantText(link.consentedAt)}.
      </p>
      <details>
        <summary>На что согласился</summary>
        <p>{link.consent}</p>
      </details>
      {unlink.error ? <Notice tone="error">{unlink.error.message}</Notice> : null}
      <div className="ra-line ra-below">
        <Button onClick={ask} loading={unlink.isPending}>
          Снять связь
        </Button>
      </div>
    </div>
  );
}

/** Enough to tell two people apart, not enough to give away. */
function masked(snils: string): string {
  return `•••-•••-${snils.slice(6, 9)} ${snils.slice(9)}`;
}
