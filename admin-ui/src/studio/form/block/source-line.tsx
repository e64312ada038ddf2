import type { FormSection } from '@reglament/format';
import { announce, Tag } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { useState } from 'react';
import type { TabProps } from '../../tab-props.ts';
import { russian } from '../../words.ts';
import { type SectionSource, unlinkSection } from './linked-section.ts';
import { useSource } from './source-queries.ts';
import { UpdateDialog } from './update-dialog.tsx';
import './block.css';

interface SourceLineProps extends Pick<TabProps, 'edit'> {
  section: FormSection;
}

const lostBlock =
  'Готового блока, с которого сделана копия, в этой версии системы нет. Отвяжите раздел: поля останутся.';

function whence({ service, section, version }: SectionSource, title: string | undefined): string {
  const name = title ?? service ?? section;
  return service === undefined ? `готовый блок «${name}», версия ${version}` : `из услуги «${name}», версия ${version}`;
}

/** Where a linked section comes from, and whether there is a newer version of it. */
export function SourceLine({ edit, section }: SourceLineProps) {
  const [open, setOpen] = useState(false);
  const { source } = section;
  const published = useSource(source);
  if (source === undefined) return null;
  const title = russian(section.title);
  const lost = source.service === undefined && published === undefined;
  const newer = published !== undefined && published.version > source.version;
  const forget = () => {
    edit(`Раздел отвязан: ${title}`, (one) => unlinkSection(one, section.code));
    announce(`Раздел «${title}» больше ни с чем не связан`);
  };
  return (
    <p className="rs-source">
      <Tag tone={newer ? 'warning' : 'neutral'}>{newer ? 'есть новее' : 'связанная копия'}</Tag>
      <span className="rg-muted">{lost ? lostBlock : whence(source, published?.title)}</span>
      {newer ? (
        <Button size="small" onClick={() => setOpen(true)}>
          Что изменилось…
        </Button>
      ) : null}
      <Button size="small" aria-label={`Отвязать раздел ${title}`} onClick={forget}>
        Отвязать
      </Button>
      {open && published !== undefined ? (
        <UpdateDialog {...{ edit, published }} section={{ ...section, source }} onClose={() => setOpen(false)} />
      ) : null}
    </p>
  );
}
