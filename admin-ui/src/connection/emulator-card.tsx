import { ProblemError } from '@reglament/runtime-ui/client';
import { announce, Card, Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Flex, Switch } from 'antd';
import { type Connection, connectionsKey, type Plugin, switchEmulator } from './connection-queries.ts';

interface EmulatorCardProps {
  connection: Connection;
  plugin: Plugin;
  /** Something is typed and not saved: it would be lost with the switch. */
  isChanged: boolean;
}

/** Whether the connection leads to the plugin's own emulator; its settings wait meanwhile. */
export function EmulatorCard({ connection, plugin, isChanged }: EmulatorCardProps) {
  const client = useQueryClient();
  const { modal } = App.useApp();
  const { id, version, emulated } = connection;
  const change = useMutation({
    mutationFn: () => switchEmulator(id, { version, emulated: !emulated }),
    onSuccess: async (kept) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: connectionsKey }),
        client.invalidateQueries({ queryKey: ['me'] }),
      ]);
      announce(kept.emulated ? 'Подключение работает с эмулятором' : 'Подключение работает со своей системой');
    },
  });
  if (plugin.emulator === 'none' || (plugin.emulator === 'forbidden' && !emulated)) return null;
  const ask = () =>
    modal.confirm({
      title: emulated ? 'Вернуть подключение к своей системе?' : 'Перевести подключение на эмулятор?',
      content: `${emulated ? backWords : awayWords} Что уже отправлено и ждёт ответа, ждёт его от прежней стороны: пока переключено, такой ответ не придёт.`,
      okText: emulated ? 'Вернуть' : 'Перевести',
      cancelText: 'Не переключать',
      onOk: () => change.mutateAsync().catch(() => undefined),
    });
  return (
    <Card title="Эмулятор">
      <Flex gap={8} align="center">
        <Switch
          id="emulated"
          checked={emulated}
          loading={change.isPending}
          disabled={isChanged}
          aria-describedby="emulated-words"
          onChange={ask}
        />
        <label htmlFor="emulated">Работать с эмулятором</label>
      </Flex>
      <p id="emulated-words" className="rg-muted">
        {isChanged
          ? 'Сначала сохраните изменения настроек: иначе они потеряются.'
          : emulated
            ? 'Сейчас отвечает эмулятор: ответы вымышлены, наружу ничего не уходит. Настройки ниже не действуют и сохраняются до выключения; их можно заполнить и потом.'
            : 'Ответы придут от вымышленной системы, наружу ничего не уйдёт. Настройки ниже сохранятся и снова начнут действовать после выключения.'}
      </p>
      {plugin.emulator === 'forbidden' ? (
        <Notice tone="error">
          В этой установке эмуляторы запрещены, поэтому через подключение ничего не отправляется и не приходит.
          Выключите эмулятор.
        </Notice>
      ) : null}
      {change.error ? (
        <Notice tone="error">
          {isUnfinished(change.error)
            ? 'Без эмулятора работают по настройкам ниже, а заполнены не все: заполните их, сохраните и выключите эмулятор снова.'
            : change.error.message}
        </Notice>
      ) : null}
    </Card>
  );
}

/** The settings that wait are not whole. */
function isUnfinished(failure: Error): boolean {
  return failure instanceof ProblemError && failure.problems.length > 0;
}

const backWords = 'Дальше запросы уйдут в настоящую систему по настройкам подключения.';
const awayWords =
  'Ответы станут вымышленными и не будут иметь силы. Все сотрудники увидят отметку «Обмен с эмулятором».';
