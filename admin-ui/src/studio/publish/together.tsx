import type { ApiTypes } from '@reglament/core/api';
import { plural, Tag } from '@reglament/runtime-ui/ui';
import { Checkbox } from 'antd';
import { ChangeList } from '../change-list.tsx';
import { type DraftItem, useDrafts } from '../draft-queries.ts';

const kinds: Readonly<Record<DraftItem['kind'], string>> = {
  service: 'услуга',
  workflow: 'процесс',
  dictionary: 'справочник',
  requestType: 'вид запроса',
  workplace: 'рабочее место',
  calendar: 'календарь',
};

interface TogetherProps {
  /** The draft that is published. */
  id: string;
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

/** «Опубликовать вместе»: other drafts that come into force with this one, all or none. */
export function Together({ id, chosen, onChange }: TogetherProps) {
  const { data } = useDrafts();
  const others = data?.items.filter((draft) => draft.id !== id) ?? [];
  if (others.length === 0) return null;
  return (
    <fieldset className="ra-together">
      <legend>Опубликовать вместе: всё или ничего</legend>
      <Checkbox.Group
        value={[...chosen]}
        onChange={onChange}
        options={others.map(({ id: value, kind, title }) => ({ value, label: `${title} (${kinds[kind]})` }))}
      />
    </fieldset>
  );
}

/** What the others change, each under its own name. */
export function OtherChanges({ others }: Pick<ApiTypes['DraftPublication'], 'others'>) {
  return others.map(({ id, kind, title, changes, findings, baseMoved }) => {
    const errors = findings.filter(({ level }) => level === 'error');
    return (
      <div key={id} className="rsp-other">
        <h2 className="rs-part">
          {title} ({kinds[kind]})
        </h2>
        {baseMoved === null ? null : (
          <p>
            <Tag tone="error">устарел</Tag> Действует уже версия {baseMoved}: откройте этот черновик и перенесите правки
            на неё.
          </p>
        )}
        {errors.length > 0 ? (
          <>
            <p>
              <Tag tone="error">{plural(errors.length, ['ошибка', 'ошибки', 'ошибок'])}</Tag> Откройте этот черновик и
              исправьте их.
            </p>
            <ul>
              {errors.map(({ pointer, message }) => (
                <li key={pointer + message}>{message}</li>
              ))}
            </ul>
          </>
        ) : changes.length === 0 ? (
          <p className="rg-muted">Отличий от действующей версии нет, или это первая версия.</p>
        ) : (
          <ChangeList changes={changes} />
        )}
      </div>
    );
  });
}
