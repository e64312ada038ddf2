import { Button } from 'antd';
import { useContext, useState } from 'react';
import { useSettle } from '../settle.ts';
import { AddressContext, type AddressGroup } from './address-context.ts';
import { joinAddress } from './join-address.ts';
import { type Address, addressParts } from './parts.ts';
import { splitAddress } from './split-address.ts';

interface Told {
  readonly text: string;
  /** The answers as they were before. */
  readonly before?: Readonly<Record<string, unknown>>;
}

/**
 * An address is known by its line or by its parts: each is made from the other. Only what is empty is filled in, and it is told what
 * was left over.
 */
export function AddressTools({ title }: { title: string }) {
  const group = useContext(AddressContext);
  const [told, tell] = useState<Told>();
  const settle = useSettle();
  if (group === null) return null;
  const after = (work: (group: AddressGroup) => Told) => () => {
    settle();
    tell(work(group));
  };
  const { before } = told ?? {};
  return (
    <div className="rg-address-tools">
      <Button size="small" aria-label={`Разобрать строку по частям: ${title}`} onClick={after(split)}>
        Разобрать строку по частям
      </Button>
      <Button size="small" aria-label={`Составить строку из частей: ${title}`} onClick={after(join)}>
        Составить строку из частей
      </Button>
      <div role="status">
        {told === undefined ? null : (
          <div className="rg-row-note">
            {told.text}
            {before === undefined ? null : (
              <Button
                size="small"
                onClick={() => {
                  group.put(before);
                  tell({ text: 'Адрес такой, каким был.' });
                }}
              >
                Вернуть
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function split({ answers, put, codes }: AddressGroup): Told {
  const before = answers();
  const line = before.text;
  if (typeof line !== 'string' || line.trim() === '') return { text: 'Сначала наберите адресную строку.' };
  const { parts, rest } = splitAddress(line);
  const next: Record<string, unknown> = { ...before };
  let filled = 0;
  for (const part of addressParts) {
    if (parts[part] === undefined || !codes.includes(part) || isFilled(before[part])) continue;
    next[part] = parts[part];
    filled += 1;
  }
  const left = rest.length === 0 ? '' : ` Не разобрано: ${rest.map((piece) => `«${piece}»`).join(', ')}.`;
  if (filled === 0) return { text: `Пустых частей, которые есть в строке, не нашлось.${left}` };
  put(next);
  return { text: `Заполнено частей: ${filled}. Проверьте их.${left}`, before };
}

function join({ answers, put }: AddressGroup): Told {
  const before = answers();
  const parts: Address = {};
  for (const part of addressParts) {
    const value = before[part];
    if (typeof value === 'string') parts[part] = value;
  }
  const text = joinAddress(parts);
  if (text === '') return { text: 'Сначала заполните части адреса.' };
  if (text === before.text) return { text: 'Строка уже такая.' };
  put({ ...before, text });
  return { text: 'Строка составлена из частей.', before };
}

const isFilled = (value: unknown) => typeof value === 'string' && value.trim() !== '';
