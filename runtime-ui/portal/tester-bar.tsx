import { Switch } from 'antd';
import { useId } from 'react';
import { Notice } from '../src/ui/notice.tsx';
import { ask, type Switches } from './portal-api.ts';
import { useDeed } from './queries.ts';

/** What a tester spoils on purpose, and what the exchange has met by itself. */
export function TesterBar({ switches }: { switches: Switches }) {
  const { problem, run } = useDeed();
  const turn = (change: Partial<Switches>) => void run(() => ask<Switches>('switches', change));
  return (
    <footer className="rp-tester">
      <div className="rp-tester-row">
        <strong>Для испытателя</strong>
        <Turn
          title="Портал недоступен"
          hint="Ничего не отправляет и не забирает: сообщения ждут"
          checked={switches.isDown}
          onChange={(isDown) => turn({ isDown })}
        />
        <Turn
          title="Переставить сообщения"
          hint="Следующее дождётся того, что за ним, и уйдёт после него"
          checked={switches.isSwapping}
          onChange={(isSwapping) => turn({ isSwapping })}
        />
        <Turn
          title="Молчать"
          hint="Состояния, присланные после ответа на заявление, заберёт, но не ответит и не покажет"
          checked={switches.isSilent}
          onChange={(isSilent) => turn({ isSilent })}
        />
        <Turn
          title="Отказывать"
          hint="На такие состояния ответит ведомству, что не принял их"
          checked={switches.isRefusing}
          onChange={(isRefusing) => turn({ isRefusing })}
        />
      </div>
      <div role="status">
        {switches.trouble === null || switches.isDown ? null : (
          <Notice tone="warning" title="Обмен по СМЭВ не идёт">
            {switches.trouble}. Портал повторит сам.
          </Notice>
        )}
        {problem === undefined ? null : <Notice tone="error">{problem}</Notice>}
      </div>
    </footer>
  );
}

interface TurnProps {
  title: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Turn({ title, hint, checked, onChange }: TurnProps) {
  const id = useId();
  return (
    <div className="rp-turn">
      <Switch
        id={id}
        checked={checked}
        onChange={onChange}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-hint`}
      />
      <span>
        <span id={`${id}-title`}>{title}</span>
        <span className="rg-muted rg-block" id={`${id}-hint`}>
          {hint}
        </span>
      </span>
    </div>
  );
}
