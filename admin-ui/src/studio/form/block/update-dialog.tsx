import type { FormSection } from '@reglament/format';
import { Loading, Notice, plural, Tag } from '@reglament/runtime-ui/ui';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { TabProps } from '../../tab-props.ts';
import { russian } from '../../words.ts';
import { useService } from '../service-context.ts';
import type { PublishedSource, SectionSource } from './linked-section.ts';
import { type OfferedChange, offeredChanges, takeChanges } from './offered-changes.ts';
import { useBase } from './source-queries.ts';

interface UpdateDialogProps extends Pick<TabProps, 'edit'> {
  section: FormSection & { readonly source: SectionSource };
  published: PublishedSource;
  onClose: () => void;
}

/** What is newer at the source, each thing with its tick; what was changed here too, or is named elsewhere, is not ticked by itself. */
export function UpdateDialog({ edit, section, published, onClose }: UpdateDialogProps) {
  const service = useService();
  const { base, known } = useBase(section.source);
  const offered = known ? offeredChanges({ service, section, base, latest: published }) : undefined;
  const [own, setOwn] = useState<ReadonlySet<string>>();
  const ticked =
    own ??
    new Set((offered ?? []).filter(({ ownToo, breaks }) => !ownToo && breaks.length === 0).map(({ key }) => key));
  const chosen = (offered ?? []).filter(({ key }) => ticked.has(key));
  const title = russian(section.title);
  return (
    <Modal
      open
      width={720}
      title={`Раздел «${title}»: что нового в версии ${published.version}`}
      okText={
        chosen.length === 0
          ? 'Оставить как есть'
          : `Принять ${plural(chosen.length, ['изменение', 'изменения', 'изменений'])}`
      }
      cancelText="Отмена"
      okButtonProps={{ disabled: offered === undefined }}
      onCancel={onClose}
      onOk={() => {
        const { code } = section;
        edit(`Обновлён раздел: ${title}`, (one) => takeChanges(one, { code, version: published.version, chosen }));
        onClose();
      }}
    >
      {known ? null : <Loading />}
      {known && offered === undefined ? (
        <Notice tone="warning">
          В услуге-источнике этого раздела больше нет. Отвяжите копию: поля останутся здесь.
        </Notice>
      ) : null}
      {known && base === undefined ? (
        <Notice tone="info">
          Версии {section.source.version}, с которой сделана копия, здесь нет: показано всё, чем источник отличается.
        </Notice>
      ) : null}
      {offered?.length === 0 ? <p>Этот раздел в новой версии такой же: запомним это.</p> : null}
      <ul className="rs-offered">
        {(offered ?? []).map((change) => (
          <OfferedItem
            key={change.key}
            change={change}
            ticked={ticked.has(change.key)}
            onTick={(on) =>
              setOwn(new Set([...ticked].filter((key) => key !== change.key).concat(on ? [change.key] : [])))
            }
          />
        ))}
      </ul>
      {offered !== undefined && offered.length > 0 ? (
        <p className="rg-hint">Неотмеченное останется как есть и больше не предложится.</p>
      ) : null}
    </Modal>
  );
}

function OfferedItem({
  change,
  ticked,
  onTick,
}: {
  change: OfferedChange;
  ticked: boolean;
  onTick: (on: boolean) => void;
}) {
  return (
    <li>
      <Checkbox checked={ticked} onChange={({ target }) => onTick(target.checked)}>
        <strong>{change.title}</strong> {change.ownToo ? <Tag tone="warning">у вас тоже изменено</Tag> : null}
        {change.words.map((one) => (
          <span key={one} className="rs-offered-word">
            {one}
          </span>
        ))}
        {change.breaks.length === 0 ? null : (
          <span className="rs-offered-word rg-error">
            Названо ещё здесь: {change.breaks.join(', ')}. Примете – поправьте эти места: проверка их покажет.
          </span>
        )}
      </Checkbox>
    </li>
  );
}
