import type { ReactNode } from 'react';
import type { ApplicantData, ApplicationCard, ServiceView } from '../api.ts';
import { applicantForm, kindTitles } from '../applicant/applicant-form.ts';
import { type FormFacts, FormReader, type FormSources } from '../form/index.ts';
import { Card } from '../ui/card.tsx';
import { effectiveAnswers } from './accepted.ts';
import { AcceptedOrigin } from './accepted-origin.tsx';
import { notificationForm } from './content.ts';
import type { ReturnedChange } from './returned-changes.ts';
import { ChangedMark } from './returned-notice.tsx';

interface PersonProps {
  title: string;
  data: ApplicantData | null;
  facts: FormFacts;
  origins: Readonly<Record<string, ReactNode>>;
}

function Person({ title, data, facts, origins }: PersonProps) {
  if (!data) return null;
  return (
    <Card title={`${title}: ${kindTitles[data.kind].toLocaleLowerCase('ru')}`}>
      <FormReader form={applicantForm(data.kind)} answers={data} facts={facts} origins={origins} bare filledOnly />
    </Card>
  );
}

/** Marks of one part, by field. */
function marksOf(changes: readonly ReturnedChange[], part: ReturnedChange['part']): Record<string, ReactNode> {
  const fields = changes.filter((one) => one.part === part).map(({ pointer }) => pointer.split('/')[1] ?? '');
  return Object.fromEntries(fields.map((field) => [field, <ChangedMark key={field} part={part} field={field} />]));
}

interface DataReaderProps {
  card: ApplicationCard;
  service: ServiceView;
  facts: FormFacts;
  sources: FormSources;
  /** Changed after a return: lit, and each can be gone to. */
  changes?: readonly ReturnedChange[];
}

/** Everything the applicant said, to read, under what was accepted from answers to requests. */
export function DataReader({ card, service, facts, sources, changes = [] }: DataReaderProps) {
  const plain = { today: facts.today };
  const answers = effectiveAnswers(card.answers, card.accepted);
  const accepted = Object.fromEntries(
    card.accepted.map((one) => [one.field, <AcceptedOrigin key={one.field} card={card} service={service} one={one} />]),
  );
  const origins = { ...marksOf(changes, 'answers'), ...accepted };
  return (
    <>
      <Person title="Заявитель" data={card.applicant} facts={plain} origins={marksOf(changes, 'applicant')} />
      <Person
        title="Представитель"
        data={card.representative}
        facts={plain}
        origins={marksOf(changes, 'representative')}
      />
      <Person
        title="Кто сдал документы"
        data={card.submittedBy}
        facts={plain}
        origins={marksOf(changes, 'submittedBy')}
      />
      {card.notification ? (
        <Card title="Уведомление заявителя">
          <FormReader
            form={notificationForm}
            answers={{ ...card.notification }}
            facts={plain}
            origins={marksOf(changes, 'notification')}
            bare
            filledOnly
          />
        </Card>
      ) : null}
      <FormReader form={service.form} answers={answers} facts={facts} sources={sources} origins={origins} />
    </>
  );
}
