import { scopeTitles } from '@reglament/core/rules';
import { announce, Empty, instantText, Loading, Notice, Tag } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex, Popconfirm } from 'antd';
import { useState } from 'react';
import { ShownOnce } from '../field/shown-once.tsx';
import { TokenDialog } from './token-dialog.tsx';
import { type IssuedToken, revokeToken, type Token, tokensKey, useTokens } from './token-queries.ts';

/** «Программы»: which programs act in the body, by what roles, when they worked last; a token is given and taken away. */
export function TokenTable() {
  const client = useQueryClient();
  const { data, error, isPending, hasNextPage, fetchNextPage } = useTokens();
  const [asking, setAsking] = useState(false);
  const [issued, setIssued] = useState<IssuedToken>();
  const reload = () => client.invalidateQueries({ queryKey: tokensKey });
  const revoke = useMutation({
    mutationFn: ({ id }: Token) => revokeToken(id),
    onSuccess: () => announce('Токен отозван: он больше не действует'),
    onSettled: reload,
  });
  const items = data?.pages.flatMap((page) => page.items);
  const failure = error ?? revoke.error;
  return (
    <Flex vertical gap={12}>
      <Flex justify="space-between" gap={12} wrap align="center">
        <p className="rg-muted">
          Программа называет себя токеном. Роль говорит, что ей доступно, как сотруднику, области – какая часть этого
          открыта токену. В истории заявок программа стоит под своим именем.
        </p>
        <Button type="primary" onClick={() => setAsking(true)}>
          Выдать токен
        </Button>
      </Flex>
      {failure ? <Notice tone="error">{failure.message}</Notice> : null}
      {issued ? (
        <ShownOnce
          title={`Токен программы «${issued.token.name}» – он показан один раз`}
          secret={issued.secret}
          copied="Токен скопирован"
        />
      ) : null}
      {isPending ? <Loading /> : null}
      {items?.length === 0 ? (
        <Empty title="Программ пока нет">Выдайте токен программе, которая будет создавать или читать заявки.</Empty>
      ) : null}
      {items && items.length > 0 ? <Tokens items={items} onRevoke={(token) => revoke.mutate(token)} /> : null}
      {hasNextPage ? (
        <div>
          <Button onClick={() => void fetchNextPage()}>Показать ещё</Button>
        </div>
      ) : null}
      {asking ? (
        <TokenDialog
          onClose={() => setAsking(false)}
          onIssued={(fresh) => {
            setAsking(false);
            setIssued(fresh);
            announce('Токен выдан');
            void reload();
          }}
        />
      ) : null}
    </Flex>
  );
}

const states = {
  active: { tone: 'success', text: 'действует' },
  expired: { tone: 'warning', text: 'срок истёк' },
  revoked: { tone: 'neutral', text: 'отозван' },
} as const satisfies Record<Token['state'], { tone: 'success' | 'warning' | 'neutral'; text: string }>;

function Tokens({ items, onRevoke }: { items: readonly Token[]; onRevoke: (token: Token) => void }) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Токены программ</caption>
      <thead>
        <tr>
          <th scope="col">Программа</th>
          <th scope="col">Состояние</th>
          <th scope="col">Роли</th>
          <th scope="col">Области</th>
          <th scope="col">Работала</th>
          <th scope="col" className="rg-actions-head">
            Действия
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((token) => (
          <Row key={token.id} token={token} onRevoke={onRevoke} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ token, onRevoke }: { token: Token; onRevoke: (token: Token) => void }) {
  const { name, hint, state, roles, scopes, createdBy, createdAt, expiresAt, lastUsedAt } = token;
  const titles: Readonly<Record<string, string>> = scopeTitles;
  return (
    <tr>
      <td data-label="Программа">
        <div>
          <strong>{name}</strong>
          <span className="rg-block rg-muted">{hint}…</span>
        </div>
      </td>
      <td data-label="Состояние">
        <div>
          <Tag tone={states[state].tone}>{states[state].text}</Tag>
          <span className="rg-block rg-muted">до {instantText(expiresAt)}</span>
        </div>
      </td>
      <td data-label="Роли">
        {roles.map(({ title, service }) => (service === null ? title : `${title} (${service})`)).join(', ')}
      </td>
      <td data-label="Области">{scopes.map((scope) => titles[scope] ?? scope).join('; ')}</td>
      <td data-label="Работала">
        <div>
          {lastUsedAt === null ? 'ещё нет' : instantText(lastUsedAt)}
          <span className="rg-block rg-muted">
            выдан {instantText(createdAt)}
            {createdBy === null ? '' : `, ${createdBy}`}
          </span>
        </div>
      </td>
      <td data-label="Действия">
        {state === 'active' ? (
          <Popconfirm
            title={`Отозвать токен «${name}»?`}
            description="Программа перестанет работать сразу. Вернуть токен нельзя."
            okText="Отозвать"
            cancelText="Отмена"
            onConfirm={() => onRevoke(token)}
          >
            <Button size="small" danger aria-label={`Отозвать: ${name}`}>
              Отозвать
            </Button>
          </Popconfirm>
        ) : null}
      </td>
    </tr>
  );
}
