import { Select } from 'antd';
import { useId } from 'react';
import { useAccount } from './account.ts';
import type { PersonItem } from './portal-api.ts';

interface ApplicantChoiceProps {
  applicant: PersonItem;
  onChoose: (key: string) => void;
}

/** A person may file for somebody else, as their representative; an organisation files for itself. */
export function ApplicantChoice({ applicant, onChoose }: ApplicantChoiceProps) {
  const { person, start } = useAccount();
  const id = useId();
  if (person.kind !== 'person') return person.title;
  const others = start.people.filter(({ key }) => key !== person.key);
  return (
    <div className="rp-applicant">
      <span id={id}>Кто заявитель</span>
      <Select
        aria-labelledby={id}
        virtual={false}
        value={applicant.key}
        onChange={onChoose}
        options={[
          { value: person.key, label: `${person.title} – вы сами` },
          ...others.map(({ key, title }) => ({ value: key, label: title })),
        ]}
      />
      {applicant.key === person.key ? null : (
        <span className="rg-muted">
          Вы подаёте как представитель: {person.title}. Приложите доверенность, если она нужна.
        </span>
      )}
    </div>
  );
}
