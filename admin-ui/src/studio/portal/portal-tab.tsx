import type { PortalStatus } from '@reglament/format';
import { Empty, Loading, Tag } from '@reglament/runtime-ui/ui';
import { Button, Checkbox } from 'antd';
import { CommittedInput } from '../committed-input.tsx';
import { phases } from '../phases.ts';
import { useWorkflow } from '../process/definition-detail.ts';
import type { TabProps } from '../tab-props.ts';
import { optionalRussian, russian } from '../words.ts';
import { Intake } from './intake.tsx';
import { type StatusBy, setPortal, setStatus } from './portal-commands.ts';

/** «Портал»: which status the applicant sees in each state of the process. */
export function PortalTab({ requestTypes, ...tab }: TabProps & { requestTypes: TabProps['workflows'] }) {
  const { service, edit, workflows } = tab;
  const { workflow } = useWorkflow(service.workflow, workflows);
  const { portal } = service;
  return (
    <>
      <Checkbox
        className="rs-toolbar"
        checked={portal !== undefined}
        onChange={({ target }) => edit('Услуга на портале', (one) => setPortal(one, target.checked))}
      >
        Услуга видна на портале: заявитель следит за ней по статусам
      </Checkbox>
      {portal === undefined ? (
        <Empty title="На портале услуги нет">Включите её, когда известны коды статусов портала.</Empty>
      ) : null}
      {portal !== undefined && workflow === undefined ? <Loading /> : null}
      {portal !== undefined && workflow !== undefined ? (
        <Statuses {...{ tab }} rows={rowsOf(tab, workflow.states)} />
      ) : null}
      {portal !== undefined ? <Intake tab={tab} requestTypes={requestTypes} /> : null}
    </>
  );
}

interface StatusRow {
  readonly by: StatusBy;
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly status: PortalStatus | undefined;
  /** The applicant would see nothing here. */
  readonly missing: boolean;
  /** The process has no such state. */
  readonly lost: boolean;
}

interface State {
  readonly code: string;
  readonly title: unknown;
  readonly phase: string;
}

/** States of the process, what is set for states that it has not, phases. */
function rowsOf({ service }: TabProps, states: readonly State[]): StatusRow[] {
  const { statuses = {}, phases: byPhase = {} } = service.portal ?? {};
  const phaseWord = (code: string) => phases.find(({ value }) => value === code)?.label ?? code;
  const ofStates = states.map(({ code, title, phase }): StatusRow => {
    const status = statuses[code];
    const missing = phase !== 'draft' && status === undefined && byPhase[phase] === undefined;
    const note = `фаза: ${phaseWord(phase)}`;
    return { by: 'statuses', key: code, title: russian(title as string), note, status, missing, lost: false };
  });
  const lost = Object.keys(statuses).filter((code) => !states.some((one) => one.code === code));
  const used = new Set([...states.map(({ phase }) => phase), ...Object.keys(byPhase)]);
  return [
    ...ofStates,
    ...lost.map((code): StatusRow => {
      const status = statuses[code];
      return { by: 'statuses', key: code, title: code, note: '', status, missing: false, lost: true };
    }),
    ...phases
      .filter(({ value }) => used.has(value) && value !== 'draft')
      .map(({ value, label }): StatusRow => {
        const status = byPhase[value];
        return {
          by: 'phases',
          key: value,
          title: `Фаза: ${label}`,
          note: phaseNote,
          status,
          missing: false,
          lost: false,
        };
      }),
  ];
}

const phaseNote = 'для состояний без своего статуса';

function Statuses({ tab, rows }: { tab: TabProps; rows: readonly StatusRow[] }) {
  return (
    <table className="rg-table rs-portal">
      <caption className="rg-visually-hidden">Статусы портала</caption>
      <thead>
        <tr>
          <th scope="col">Состояние</th>
          <th scope="col">Код статуса</th>
          <th scope="col">Пояснение заявителю</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Status key={`${row.by} ${row.key}`} tab={tab} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Status({ tab, row }: { tab: TabProps; row: StatusRow }) {
  const { by, key, title, note, status, missing, lost } = row;
  const place = `/portal/${by}/${key}`;
  const set = (step: string, part: Parameters<typeof setStatus>[2]) =>
    tab.edit(`${step}: ${title}`, (one) => setStatus(one, { by, key }, part));
  return (
    <tr data-place={place}>
      <td data-label="Состояние">
        <strong>{title}</strong>
        <span className="rg-block rg-muted">{note}</span>
        {missing ? <Tag tone="error">нет статуса</Tag> : null}
        {lost ? <Tag tone="error">такого состояния нет</Tag> : null}
        {lost ? (
          <Button
            size="small"
            aria-label={`Убрать статус: ${title}`}
            onClick={() => set('Убран статус портала', { code: '', comment: undefined })}
          >
            Убрать статус
          </Button>
        ) : null}
      </td>
      <td data-label="Код статуса">
        <CommittedInput
          label={`Код: ${title}`}
          value={status?.code ?? ''}
          maxLength={40}
          wrong={lost ? undefined : tab.problemAt(place)}
          onCommit={(code) => set('Код статуса портала', { code })}
        />
      </td>
      <td data-label="Пояснение заявителю">
        <CommittedInput
          label={`Пояснение: ${title}`}
          multiline
          value={russian(status?.comment)}
          onCommit={(text) => set('Пояснение статуса', { comment: optionalRussian(status?.comment, text) })}
        />
      </td>
    </tr>
  );
}
