import type { ApiTypes } from '@reglament/core/api';
import { Radio } from 'antd';
import { serviceTemplates } from './service-templates.ts';
import { SourceChoice } from './source-choice.tsx';
import './new-service.css';

interface TemplateChoiceProps {
  services: readonly ApiTypes['AdminServiceItem'][];
  /** Code of a template; undefined: a service of this installation. */
  template: string | undefined;
  source: string | undefined;
  onTemplate: (code: string | undefined) => void;
  onSource: (code: string | undefined) => void;
}

const OTHER = '';

/** «По образцу»: a ready one with a sentence of what it is for, or any service that is here. */
export function TemplateChoice({ services, template, source, onTemplate, onSource }: TemplateChoiceProps) {
  return (
    <>
      <fieldset className="rg-field rs-templates">
        <legend className="rg-field-label">Образец</legend>
        <Radio.Group value={template ?? OTHER} onChange={({ target }) => onTemplate(target.value || undefined)}>
          {serviceTemplates.map(({ code, title, purpose }) => (
            <Radio key={code} value={code}>
              <strong>{title}</strong>
              <span className="rg-muted">{purpose}</span>
            </Radio>
          ))}
          <Radio value={OTHER}>
            <strong>Услуга, которая здесь уже есть</strong>
            <span className="rg-muted">Возьмутся процесс, срок, документы, основания, решения; поля формы – свои.</span>
          </Radio>
        </Radio.Group>
      </fieldset>
      {template === undefined ? (
        <SourceChoice way="like" {...{ services, source, onSource }} />
      ) : (
        <p className="rg-hint">
          Форма, документы, основания и решения – для начала. Что надо вписать своё, стоит в скобках «[укажите …]» и
          перечислено внизу, в «Замечаниях».
        </p>
      )}
    </>
  );
}
