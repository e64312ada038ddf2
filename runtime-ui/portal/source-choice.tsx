import { Select } from 'antd';
import { useId } from 'react';
import type { Source } from './portal-api.ts';

export const sourceTitles: Readonly<Record<Source, string>> = {
  epgu: 'ЕПГУ – Госуслуги',
  rpgu: 'РПГУ – портал региона',
  mfc: 'МФЦ – через его сотрудника',
};

interface SourceChoiceProps {
  source: Source;
  onChoose: (source: Source) => void;
}

/** Which of the sources of a body it comes from: its column «Источник». */
export function SourceChoice({ source, onChoose }: SourceChoiceProps) {
  const id = useId();
  return (
    <div className="rp-applicant rp-source">
      <span id={id}>Где подают</span>
      <Select
        aria-labelledby={id}
        virtual={false}
        value={source}
        onChange={onChoose}
        options={Object.entries(sourceTitles).map(([value, label]) => ({ value: value as Source, label }))}
      />
    </div>
  );
}
