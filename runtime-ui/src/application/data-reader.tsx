import type { ApplicantData, ApplicationCard, ServiceView } from '../api.ts';
import { applicantForm, kindTitles } from '../applicant/applicant-form.ts';
import { type FormFacts, FormReader, type FormSources } from '../form/index.ts';
import { Card } from '../ui/card.tsx';
import { effectiveAnswers } from './accepted.ts';
import { AcceptedOrigin } from './accepted-origin.tsx';
import { notificationForm } from './content.ts';

interface PersonProps {
  title: string;
  data: ApplicantData | null;
  facts: FormFacts;
}

function Person({ title, data, facts }: PersonProps) {
  if (!data) return null;
  return (
    <Card title={`${title}: ${kindTitles[data.kind].toLocaleLowerCase('ru')}`}>
      <FormReader form={applicantForm(data.kind)} answers={data} facts={facts} bare filledOnly />
    </Card>
  );
}

interface DataReaderProps {
  card: ApplicationCard;
  service: ServiceView;
  facts: FormFacts;
  sources: FormSources;
}

/** Everything the applicant said, to read, under what was accepted from answers to requests. */
export function DataReader({ card, service, facts, sources }: DataReaderProps) {
  const plain = { today: facts.today };
  const answers = effectiveAnswers(card.answers, card.accepted);
  const origins = Object.fromEntries(
    card.accepted.map((one) => [one.field, <AcceptedOrigin key={one.field} card={card} service={service} one={one} />]),
  );
  return (
    <>
      <Person title="Заявитель" data={card.applicant} facts={plain} />
      <Person title="Представитель" data={card.representative} facts={plain} />
      <Person title="Кто сдал документы" data={card.submittedBy} facts={plain} />
      {card.notification ? (
        <Card title="Уведомление заявителя">
          <FormReader form={notificationForm} answers={{ ...card.notification }} facts={plain} bare filledOnly />
        </Card>
      ) : null}
      <FormReader form={service.form} answers={answers} facts={facts} sources={sources} origins={origins} />
    </>
  );
}
