import { Notice, plural } from '@reglament/runtime-ui/ui';
import { Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import type { TabProps } from '../../tab-props.ts';
import { russian } from '../../words.ts';
import { linkSection } from './linked-section.ts';
import { usePublished, useServices } from './source-queries.ts';

interface LinkDialogProps extends Pick<TabProps, 'service' | 'edit'> {
  onClose: () => void;
}

/** A section that another service has already: its copy stays linked. */
export function LinkDialog({ service, edit, onClose }: LinkDialogProps) {
  const id = useId();
  const [from, setFrom] = useState<string>();
  const [section, setSection] = useState<string>();
  const services = useServices().filter(({ value }) => value !== service.code);
  const published = usePublished(from);
  const sections = published?.content.form.sections ?? [];
  const chosen = sections.find(({ code }) => code === section);
  return (
    <Modal
      open
      title="Раздел из другой услуги"
      okText="Добавить"
      cancelText="Отмена"
      okButtonProps={{ disabled: chosen === undefined }}
      onCancel={onClose}
      onOk={() => {
        if (published === undefined || chosen === undefined) return;
        edit(`Добавлен раздел: ${russian(chosen.title)}`, (one) => linkSection(one, published, chosen.code));
        onClose();
      }}
    >
      <p>Копия помнит, откуда она: когда раздел там изменят, здесь предложат обновить. Сама она не меняется никогда.</p>
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={id}>Услуга</label>
        </div>
        <Select
          id={id}
          className="rs-wide"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="Выберите услугу"
          value={from ?? null}
          options={services}
          onChange={(code) => {
            setFrom(code ?? undefined);
            setSection(undefined);
          }}
        />
      </div>
      {from !== undefined && published !== undefined && sections.length === 0 ? (
        <Notice tone="info">В форме этой услуги нет разделов.</Notice>
      ) : null}
      {sections.length > 0 ? (
        <fieldset className="rg-field rs-link-sections">
          <legend className="rg-field-label">Раздел</legend>
          <Radio.Group
            value={section ?? null}
            onChange={({ target }) => setSection(target.value)}
            options={sections.map(({ code, title, fields }) => ({
              value: code,
              label: `${russian(title)} – ${plural(fields.length, ['поле', 'поля', 'полей'])}`,
            }))}
          />
        </fieldset>
      ) : null}
    </Modal>
  );
}
