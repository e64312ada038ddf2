import { SwapOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { labelOf, placeWords } from '../form/index.ts';
import { DialogBody } from '../ui/dialog-body.tsx';
import { plural } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Loading, Notice } from '../ui/notice.tsx';
import { applicantForm } from './applicant-form.ts';
import { chosenData, type DifferingField, differingFields, offeredSide, type Side } from './merge-choice.ts';
import { type ApplicantMergePreview, type ApplicantView, mergePreviewQuery } from './queries.ts';
import { ReasonField } from './reason-field.tsx';
import { useRegistryCommand } from './use-registry-command.ts';

interface MergeDialogProps {
  /** The one that is open stays, unless one turns it round. */
  applicant: ApplicantView;
  other: ApplicantView;
  onMerged: (applicant: ApplicantView) => void;
  onClose: () => void;
}

/** Two records of one applicant become one: which stays, what it will say, and why. */
export function MergeDialog({ applicant, other, onMerged, onClose }: MergeDialogProps) {
  const [pair, setPair] = useState<Record<Side, string>>({ kept: applicant.id, merged: other.id });
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const preview = useQuery(mergePreviewQuery(pair.kept, pair.merged));
  const command = useRegistryCommand((merged) => {
    announce(`Записи объединены: ${merged.name}`);
    onMerged(merged);
  });
  const sideOf = (one: DifferingField) => chosen[one.field] ?? offeredSide(one);
  const merge = ({ kept, merged }: ApplicantMergePreview) => {
    const data = chosenData(kept.data, differingFields(kept.data, merged.data), sideOf);
    const { id, version } = merged;
    void command.send(`/api/applicants/${kept.id}/merge`, { version: kept.version, merged: { id, version }, data });
  };
  const turn = () => {
    setChosen({});
    setPair({ kept: pair.merged, merged: pair.kept });
  };
  const failure = command.failure ?? preview.error;
  const footer = (
    <>
      <Button onClick={onClose}>Отменить</Button>
      <Button
        type="primary"
        loading={command.busy}
        disabled={!preview.data}
        onClick={() => preview.data && merge(preview.data)}
      >
        Объединить
      </Button>
    </>
  );
  return (
    <Modal open title="Объединить записи" onCancel={onClose} width={820} mask={{ closable: false }} footer={footer}>
      <DialogBody ready={preview.data !== undefined}>
        {failure ? (
          <Notice tone="error" actions={<Button onClick={() => preview.refetch()}>Обновить</Button>}>
            {failure.message}
          </Notice>
        ) : null}
        {preview.isPending ? <Loading /> : null}
        {preview.data ? (
          <>
            <Sides preview={preview.data} onTurn={turn} />
            <Choices
              preview={preview.data}
              sideOf={sideOf}
              onChoose={(field, side) => setChosen({ ...chosen, [field]: side })}
            />
            <ReasonField
              value={command.reason}
              wrong={command.wrong}
              failure={command.failure}
              onChange={command.setReason}
            />
          </>
        ) : null}
      </DialogBody>
    </Modal>
  );
}

function Sides({ preview: { kept, merged, cases }, onTurn }: { preview: ApplicantMergePreview; onTurn: () => void }) {
  const count = (number: number) => plural(number, ['заявка', 'заявки', 'заявок']);
  return (
    <div className="rg-merge-sides">
      <p>
        Остаётся <strong>{kept.name}</strong> ({count(cases.kept)}), в неё вливается <strong>{merged.name}</strong> (
        {count(cases.merged)}). Заявки обеих будут видны вместе, прежние ссылки работают, объединение можно отменить.
      </p>
      <Button icon={<SwapOutlined aria-hidden="true" />} onClick={onTurn}>
        Поменять местами
      </Button>
    </div>
  );
}

interface ChoicesProps {
  preview: ApplicantMergePreview;
  sideOf: (field: DifferingField) => Side;
  onChoose: (field: string, side: Side) => void;
}

function Choices({ preview: { kept, merged }, sideOf, onChoose }: ChoicesProps) {
  const form = applicantForm(kept.data.kind);
  const fields = differingFields(kept.data, merged.data);
  if (fields.length === 0) return <p className="rg-muted">Сведения в обеих записях одинаковы.</p>;
  const words = (field: string, value: unknown) =>
    value === undefined || value === ''
      ? 'Не указано'
      : placeWords(value, { form, pointer: `/${field}`, dictionaries: {} });
  return (
    <table className="rg-table rg-changes">
      <caption className="rg-visually-hidden">Чем записи различаются</caption>
      <thead>
        <tr>
          <th scope="col">Поле</th>
          <th scope="col">Что останется</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((one) => {
          const title = labelOf(form, `/${one.field}`);
          return (
            <tr key={one.field}>
              <td data-label="Поле">{title}</td>
              <td data-label="Что останется">
                <Radio.Group
                  aria-label={title}
                  role="radiogroup"
                  vertical
                  value={sideOf(one)}
                  onChange={(event) => onChoose(one.field, event.target.value as Side)}
                  options={[
                    { value: 'kept', label: words(one.field, one.kept) },
                    { value: 'merged', label: words(one.field, one.merged) },
                  ]}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
