import type { EmulatedAnswer, RequestType } from '@reglament/format';
import { Empty } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { firstWords } from '../studio/first-words.ts';
import type { EditType } from './edit-type.ts';
import { EmulatedAnswerCard } from './emulated-answer-card.tsx';
import { EmulatorTrial } from './emulator-trial.tsx';

interface EmulatorTabProps {
  draft: string;
  type: RequestType;
  edit: EditType;
}

/** «Эмулятор»: what the provider says while the type is tried out, and a question put to it. */
export function EmulatorTab({ draft, type, edit }: EmulatorTabProps) {
  const list = type.emulator ?? [];
  const set = (label: string, next: readonly EmulatedAnswer[], key?: string) =>
    edit(label, ({ emulator: _before, ...one }) => (next.length === 0 ? one : { ...one, emulator: [...next] }), key);
  const swap = (index: number, by: -1 | 1) => {
    const [own, other] = [list[index], list[index + by]];
    if (own && other) set(`Перемещён ответ: ${own.title}`, list.with(index, other).with(index + by, own));
  };
  return (
    <div className="rt-sides">
      <div>
        <p className="rg-muted">
          Так отвечает эмулятор поставщика в демонстрации и при пробе. Ответы смотрят сверху вниз: подходит первый, у
          которого совпали условия.
        </p>
        {list.length === 0 ? (
          <Empty title="Ответы не заданы">Эмулятор ответит образцом, составленным по форме ответа.</Empty>
        ) : null}
        {list.map((played, index) => (
          <EmulatedAnswerCard
            // biome-ignore lint/suspicious/noArrayIndexKey: answers have no code of their own, and their order is what they are
            key={index}
            number={index}
            played={played}
            type={type}
            first={index === 0}
            last={index === list.length - 1}
            onChange={(label, next, key) => set(label, list.with(index, next), key)}
            onMove={(by) => swap(index, by)}
            onRemove={() => set(`Удалён ответ: ${played.title}`, list.toSpliced(index, 1))}
          />
        ))}
        <div className="rs-toolbar">
          <Button
            onClick={() => set('Добавлен ответ эмулятора', [...list, { title: firstWords.emulatedAnswer, answer: {} }])}
          >
            Добавить ответ
          </Button>
        </div>
      </div>
      <EmulatorTrial draft={draft} type={type} />
    </div>
  );
}
