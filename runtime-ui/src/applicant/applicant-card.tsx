import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { FormReader } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { instantDateText, todayIn } from '../ui/format.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { applicantForm } from './applicant-form.ts';
import { ApplicantHistory } from './applicant-history.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { MergedNotice } from './merged-notice.tsx';
import { type ApplicantView, applicantCasesQuery, duplicatesQuery, readApplicant } from './queries.ts';

interface CardProps {
  applicant: ApplicantView;
  onShow: (applicant: ApplicantView) => void;
  onClose: () => void;
}

const likenesses = { snils: 'СНИЛС', inn: 'ИНН', ogrn: 'ОГРН или ОГРНИП', name: 'имя' };
const kinds = { person: 'физическое лицо', soleTrader: 'ИП', organisation: 'юридическое лицо' };

interface DuplicatesProps extends Pick<CardProps, 'applicant' | 'onShow'> {
  onMerge: (other: ApplicantView) => void;
}

/** Who may be the same person: a clerk sees both before choosing one. */
function Duplicates({ applicant, onShow, onMerge }: DuplicatesProps) {
  const { permissions } = useMe();
  const may = permissions.includes('applicants.merge') && !applicant.mergedInto;
  const { data = [], error } = useQuery(duplicatesQuery(applicant.id));
  if (error) return <Notice tone="error">{error.message}</Notice>;
  if (data.length === 0) return null;
  return (
    <Notice tone="warning">
      <p>Возможно, это же лицо записано ещё раз:</p>
      <ul>
        {data.map(({ applicant: other, reasons }) => (
          <li key={other.id}>
            <Button type="link" size="small" onClick={() => onShow(other)}>
              {other.name}
            </Button>
            ({kinds[other.data.kind]}; совпадает: {reasons.map((one) => likenesses[one]).join(', ')})
            {may && other.data.kind === applicant.data.kind ? (
              <Button size="small" aria-label={`Объединить с записью: ${other.name}`} onClick={() => onMerge(other)}>
                Объединить
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Cases({ applicant }: Pick<CardProps, 'applicant'>) {
  const { timeZone } = useMe().organisation;
  const list = useInfiniteQuery(applicantCasesQuery(applicant.id));
  const cases = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.error) return <Notice tone="error">{list.error.message}</Notice>;
  if (list.isPending) return <Loading />;
  if (cases.length === 0) return <p className="rg-muted">Заявок, доступных вам, нет.</p>;
  return (
    <>
      <table className="rg-table">
        <caption className="rg-visually-hidden">Заявки заявителя</caption>
        <thead>
          <tr>
            <th scope="col">Заявка</th>
            <th scope="col">Услуга</th>
            <th scope="col">Статус</th>
            <th scope="col">Дата</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((one) => (
            <tr key={one.id}>
              <td data-label="Заявка">
                <Link className="rg-row-link" to={`/applications/${one.id}`}>
                  {one.number ?? 'Без номера'}
                </Link>
              </td>
              <td data-label="Услуга">{one.service.title}</td>
              <td data-label="Статус">{one.stateTitle}</td>
              <td data-label="Дата">{instantDateText(one.listedAt, timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button onClick={() => list.fetchNextPage()}>Показать ещё</Button>
        </div>
      ) : null}
    </>
  );
}

/** An applicant of the registry: who may be the same, what is known of them, their applications. */
export function ApplicantCard({ applicant, onShow, onClose }: CardProps) {
  const { organisation } = useMe();
  const facts = { today: todayIn(organisation.timeZone, new Date()) };
  const { data, name } = applicant;
  const [other, setOther] = useState<ApplicantView | null>(null);
  const { message } = App.useApp();
  const open = (id: string) => readApplicant(id).then(onShow, (failure: Error) => message.error(failure.message));
  return (
    <Modal open title={name} onCancel={onClose} width={820} footer={<Button onClick={onClose}>Закрыть</Button>}>
      <MergedNotice applicant={applicant} onShow={onShow} onOpen={(id) => void open(id)} />
      <Duplicates applicant={applicant} onShow={onShow} onMerge={setOther} />
      <FormReader form={applicantForm(data.kind)} answers={data} facts={facts} bare filledOnly />
      <h2 className="rg-applicant-cases">Заявки</h2>
      <Cases applicant={applicant} />
      <h2 className="rg-applicant-cases">История</h2>
      <ApplicantHistory id={applicant.id} onOpen={(id) => void open(id)} />
      {other ? (
        <MergeDialog
          applicant={applicant}
          other={other}
          onMerged={(merged) => {
            setOther(null);
            onShow(merged);
          }}
          onClose={() => setOther(null)}
        />
      ) : null}
    </Modal>
  );
}
