import type { Workplace } from '@reglament/format';
import { type KeptWords, RetentionFields } from '../retention/retention-card.tsx';
import { withIncomingRetention } from '../retention/retention-commands.ts';
import type { TabProps } from '../tab-props.ts';
import type { EditWorkplace } from './workplace-commands.ts';

const words: KeptWords = {
  title: 'Хранение входящих запросов',
  unsaid: 'Пока срок не указан, запросы других органов хранятся без срока и уничтожить их по акту нельзя.',
  permanent: 'Запросы, на которые ответили, хранятся всегда: уничтожить их по акту нельзя.',
  years: (last) => `Запрос, на который ответили сегодня, хранится по ${last}; затем его можно уничтожить по акту.`,
};

interface IncomingKeptProps {
  tab: TabProps;
  workplace: Workplace;
  edit: EditWorkplace;
}

/** How long the requests of other bodies are kept when they are answered or refused. */
export function IncomingKept({ tab, workplace, edit }: IncomingKeptProps) {
  return (
    <RetentionFields
      {...{ tab, words }}
      retention={workplace.incoming?.retention}
      at="/incoming/retention"
      edit={(step, keep) => edit(step, (one) => withIncomingRetention(one, keep))}
    />
  );
}
