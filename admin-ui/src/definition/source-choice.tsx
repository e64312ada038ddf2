import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId } from 'react';

interface SourceChoiceProps {
  way: 'copy' | 'like';
  services: readonly ApiTypes['AdminServiceItem'][];
  source: string | undefined;
  onSource: (code: string | undefined) => void;
}

/** The service that the new one begins with. */
export function SourceChoice({ way, services, source, onSource }: SourceChoiceProps) {
  const id = useId();
  const chosen = services.find(({ code }) => code === source);
  const choices = useQuery({
    queryKey: ['admin', 'choices'],
    queryFn: () => request<ApiTypes['DefinitionChoices']>('/api/admin/definitions'),
  });
  const workflow = choices.data?.items.find(({ kind, code }) => kind === 'workflow' && code === chosen?.workflow);
  return (
    <div className="rg-field">
      <div className="rg-field-label">
        <label htmlFor={id}>{way === 'copy' ? 'Копия услуги' : 'Какая услуга'}</label>
      </div>
      <Select
        id={id}
        className="rs-wide"
        showSearch={{ optionFilterProp: 'label' }}
        value={source ?? null}
        placeholder="Выберите услугу"
        options={services.map(({ code, title: label }) => ({ value: code, label }))}
        aria-describedby={`${id}-hint`}
        onChange={(code) => onSource(code ?? undefined)}
      />
      {way === 'like' && workflow !== undefined ? (
        <div className="rg-hint" id={`${id}-hint`}>
          Процесс: {workflow.title}.
        </div>
      ) : null}
    </div>
  );
}
