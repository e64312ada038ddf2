import { Checkbox } from 'antd';
import { useDrafts } from '../draft-queries.ts';

interface TriedTogetherProps {
  /** The draft of the service. */
  id: string;
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Drafts of what the service names – its workflow, dictionaries, types of requests – that are tried as if they were in force. */
export function TriedTogether({ id, chosen, onChange }: TriedTogetherProps) {
  const { data } = useDrafts();
  const others = data?.items.filter((draft) => draft.id !== id) ?? [];
  if (others.length === 0) return null;
  return (
    <fieldset className="ra-together">
      <legend>Пробовать вместе с ней и черновики</legend>
      <Checkbox.Group
        value={[...chosen]}
        onChange={onChange}
        options={others.map(({ id: value, title }) => ({ value, label: title }))}
      />
    </fieldset>
  );
}
