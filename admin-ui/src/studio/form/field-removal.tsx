import { announce } from '@reglament/runtime-ui/ui';
import { App, Button } from 'antd';
import { placeWords } from '../condition/rule-uses.ts';
import type { TabProps } from '../tab-props.ts';
import { removeField } from './form-commands.ts';
import { usesOf } from './recode.ts';

interface RemovalProps extends Pick<TabProps, 'service' | 'edit'> {
  onChoose: (field: string | undefined) => void;
  undo: () => Promise<void>;
}

/**
 * Deleting asks nothing and can be taken back at once. What names the field is listed first: there it would be a broken
 * reference.
 */
export function useRemoval({ service, edit, onChoose, undo }: RemovalProps) {
  const { notification, modal } = App.useApp();
  const remove = (field: string, title: string) => {
    edit(`Удалено поле: ${title}`, (one) => removeField(one, field));
    onChoose(undefined);
    announce(`Поле «${title}» удалено`);
    notification.info({
      key: 'removed-field',
      title: `Поле «${title}» удалено`,
      actions: (
        <Button size="small" onClick={() => void undo().then(() => notification.destroy('removed-field'))}>
          Вернуть
        </Button>
      ),
    });
  };
  return (field: string, onRemoved: () => void) => {
    const title = service.form.schema.properties[field]?.title ?? field;
    const places = [...new Set(usesOf(service, field).map((pointer) => placeWords(service, pointer)))];
    const go = () => {
      onRemoved();
      remove(field, title);
    };
    if (places.length === 0) return go();
    modal.confirm({
      title: `Поле «${title}» названо в других местах`,
      content: (
        <>
          <p>Они останутся с ошибкой, пока вы не назовёте там другое поле:</p>
          <PlaceList places={places} />
        </>
      ),
      okText: 'Удалить поле',
      okButtonProps: { danger: true },
      cancelText: 'Отмена',
      onOk: go,
    });
  };
}

/** As many as can be taken in at once. */
const MOST = 12;

export function PlaceList({ places }: { places: readonly string[] }) {
  return (
    <ul>
      {places.slice(0, MOST).map((place) => (
        <li key={place}>{place}</li>
      ))}
      {places.length > MOST ? <li>и ещё {places.length - MOST}</li> : null}
    </ul>
  );
}
