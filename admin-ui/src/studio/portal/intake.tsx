import { checkMapping, intakeTarget } from '@reglament/core/rules';
import type { FormDefinition, PortalIntake, ServiceDefinition } from '@reglament/format';
import { Loading, Notice } from '@reglament/runtime-ui/ui';
import { Select } from 'antd';
import { useId } from 'react';
import { MappingTable } from '../requests/mapping-table.tsx';
import { type Place, placesOf } from '../requests/places.ts';
import { useTypeForms } from '../requests/request-queries.ts';
import type { TabProps } from '../tab-props.ts';
import { setIntake } from './portal-commands.ts';
import '../requests/requests.css';
import './portal.css';

interface IntakeProps {
  tab: TabProps;
  requestTypes: TabProps['workflows'];
}

/** «Заявления портала»: by which type they come, and the table of what goes where. */
export function Intake({ tab, requestTypes }: IntakeProps) {
  const { service, edit, problemAt } = tab;
  const intake = service.portal?.intake;
  const id = useId();
  return (
    <section className="rs-intake" aria-labelledby={`${id}-title`} data-place="/portal/intake">
      <h2 id={`${id}-title`}>Заявления портала</h2>
      <p className="rg-muted">
        Без своего вида сведений портал составляет заявления по форме этой услуги. Если у услуги на портале уже есть вид
        сведений, составьте его по файлам XSD в «Видах запросов» и покажите, что куда перенести.
      </p>
      <label htmlFor={`${id}-type`}>Вид сведений заявления</label>
      <Select<string>
        id={`${id}-type`}
        className="rs-wide"
        value={intake?.type ?? ''}
        options={[{ value: '', label: 'По форме услуги' }, ...requestTypes]}
        onChange={(type) => edit('Вид сведений заявления', (one) => setIntake(one, { type }))}
      />
      {problemAt('/portal/intake/type') ? <Notice tone="error">{problemAt('/portal/intake/type')}</Notice> : null}
      {intake === undefined ? null : <IntakeTable key={intake.type} tab={tab} intake={intake} />}
    </section>
  );
}

function IntakeTable({ tab, intake }: { tab: TabProps; intake: PortalIntake }) {
  const { data, error, isPending } = useTypeForms(intake.type);
  const { service, edit } = tab;
  if (error !== null) return <Notice tone="error">{error.message}</Notice>;
  if (isPending) return <Loading />;
  if (data?.question === undefined)
    return <Notice tone="error">Что приходит этим видом, неизвестно: модуль не установлен.</Notice>;
  const written = new Set(intake.mapping.map(({ to }) => to));
  const target = intakeTarget(service.form);
  const sides = { source: data.question.schema, target, sourceName: 'в заявлении портала' };
  return (
    <MappingTable
      tab={tab}
      label="Заявление портала"
      mapping={intake.mapping}
      at="/portal/intake/mapping"
      targets={targetsOf(service)}
      groups={[{ label: 'Заявление портала', places: placesOf(data.question) }]}
      demanded={demandedOf(service).filter((path) => !written.has(path))}
      sides={sides}
      problems={checkMapping(intake.mapping, sides)}
      sample={undefined}
      onChange={(step, mapping) => edit(`${step}: заявление портала`, (one) => setIntake(one, { mapping }))}
    />
  );
}

/** Who applies first, then the form. */
function targetsOf({ form }: ServiceDefinition): Place[] {
  const schema = intakeTarget(form);
  return placesOf({ schema: { ...schema, type: 'object', properties: schema.properties ?? {} }, sections: [] });
}

/** Who applies, and the leaves that the form always demands. */
function demandedOf({ form }: { readonly form: FormDefinition }): string[] {
  const { required = [] } = form.schema;
  const always = required.filter((code) => form.ui?.[code]?.visible === undefined);
  return ['applicant.kind', ...always.map((code) => `answers.${code}`)];
}
