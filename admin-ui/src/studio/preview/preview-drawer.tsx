import type { ServiceDefinition } from '@reglament/format';
import { Notice } from '@reglament/runtime-ui/ui';
import { Button, Checkbox, Drawer, Segmented, Select } from 'antd';
import { useState } from 'react';
import { type DraftPlace, useDraftSources } from '../tryout/tryout-queries.ts';
import { russian } from '../words.ts';
import { PreviewFacts } from './preview-facts.tsx';
import { PreviewSheet, type PreviewView } from './preview-sheet.tsx';
import { type PreviewSubject, usePreviewSubject } from './preview-subject.ts';
import './style.css';

interface PreviewDrawerProps {
  service: ServiceDefinition;
  place: DraftPlace;
  onClose: () => void;
}

/** What a person's screen measures; the drawer takes its width, so that the form folds as it will there. */
const widths = { desktop: 1180, tablet: 768, phone: 360 } as const;
type Width = keyof typeof widths;

/** The service as people will see it, beside the editor: what is edited shows here at once. */
export function PreviewDrawer({ service, place, onClose }: PreviewDrawerProps) {
  const [view, setView] = useState<PreviewView>('applicant');
  const [width, setWidth] = useState<Width>('tablet');
  const subject = usePreviewSubject(service, place);
  const dictionaries = useDraftSources(place, service.form);
  return (
    <Drawer
      open
      mask={false}
      size={widths[width] + 48}
      title={`Предпросмотр: ${russian(service.title)}`}
      className="rsp-drawer"
      onClose={onClose}
    >
      <div className="rs-toolbar">
        <Segmented
          aria-label="Кто смотрит"
          value={view}
          options={[
            { value: 'applicant', label: 'Заявитель' },
            { value: 'clerk', label: 'Сотрудник' },
            { value: 'print', label: 'Печать' },
          ]}
          onChange={setView}
        />
        <Segmented
          aria-label="Ширина экрана"
          value={width}
          options={[
            { value: 'desktop', label: 'Компьютер' },
            { value: 'tablet', label: 'Планшет' },
            { value: 'phone', label: 'Телефон' },
          ]}
          onChange={setWidth}
        />
      </div>
      <SubjectBar service={service} subject={subject} />
      {subject.failure === undefined ? null : <Notice tone="warning">{subject.failure}</Notice>}
      <section className="rsp-frame" aria-label="Как увидят">
        <PreviewSheet service={service} view={view} subject={subject} dictionaries={dictionaries} />
      </section>
      <PreviewFacts service={service} place={place} subject={subject} dictionaries={dictionaries} />
    </Drawer>
  );
}

const kinds = [
  { value: 'person', label: 'Физическое лицо' },
  { value: 'soleTrader', label: 'Индивидуальный предприниматель' },
  { value: 'organisation', label: 'Юридическое лицо' },
] as const;

function SubjectBar({ service, subject }: { service: ServiceDefinition; subject: PreviewSubject }) {
  return (
    <div className="rs-toolbar">
      <Select
        aria-label="Заявитель"
        value={subject.applicant}
        options={kinds.filter(({ value }) => service.applicants.includes(value))}
        onChange={(applicant) => subject.change({ applicant })}
        popupMatchSelectWidth={false}
      />
      <Checkbox
        checked={subject.representative}
        onChange={({ target }) => subject.change({ representative: target.checked })}
      >
        Действует представитель
      </Checkbox>
      <Button onClick={subject.fill}>Заполнить примером</Button>
      <Button onClick={() => subject.change({ answers: {} })}>Очистить</Button>
    </div>
  );
}
