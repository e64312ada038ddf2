import { Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { DayInput } from '../field/day-input.tsx';
import { TextInput } from '../field/text-input.tsx';
import {
  checkEntries,
  type Dictionary,
  type Entry,
  type Report,
  type WrittenEntry,
  writeEntries,
} from './dictionary-queries.ts';
import { Touched } from './report-dialog.tsx';

interface EntryDialogProps {
  dictionary: Dictionary;
  /** Absent: a new one. */
  entry?: Entry;
  onClose: () => void;
  onDone: () => void;
}

/** One entry; what touches open cases is told before it is saved. */
export function EntryDialog({ dictionary, entry, onClose, onDone }: EntryDialogProps) {
  const [text, setText] = useState({
    ...{ code: entry?.code ?? '', title: entry?.title ?? '', parent: entry?.parent ?? '' },
    ...{ from: entry?.from ?? '', to: entry?.to ?? '' },
  });
  const [report, setReport] = useState<Report>();
  const put = (change: Partial<typeof text>) => {
    setText((before) => ({ ...before, ...change }));
    setReport(undefined);
  };
  const save = useMutation({
    mutationFn: async () => {
      const body = { version: dictionary.version, entries: [writtenOf(text)] };
      const judged = await checkEntries(dictionary.code, body);
      const wrong = judged.rows.find(({ outcome }) => outcome === 'wrong');
      if (wrong) throw new Error(wrong.problems.join(' '));
      if (entry === undefined && judged.rows[0]?.before) throw new Error('Запись с таким кодом уже есть. Измените её.');
      // Told once; the second press is the consent.
      if (judged.touched.length > 0 && report === undefined) return judged;
      await writeEntries(dictionary.code, body);
      return undefined;
    },
    onSuccess: (judged) => (judged ? setReport(judged) : onDone()),
  });
  const ready = text.code.trim() !== '' && text.title.trim() !== '';
  return (
    <Modal
      open
      width={560}
      title={entry ? 'Изменить запись' : 'Новая запись'}
      okText={report ? 'Всё равно сохранить' : 'Сохранить'}
      okButtonProps={{ disabled: !ready }}
      cancelText="Отмена"
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="rg-dialog">
        {save.error ? <Notice tone="error">{save.error.message}</Notice> : null}
        {report ? <Touched report={report} /> : null}
        <EntryFields text={text} isNew={entry === undefined} onChange={put} />
      </div>
    </Modal>
  );
}

type EntryText = Record<'code' | 'title' | 'parent' | 'from' | 'to', string>;

interface EntryFieldsProps {
  text: EntryText;
  isNew: boolean;
  onChange: (change: Partial<EntryText>) => void;
}

function EntryFields({ text, isNew, onChange }: EntryFieldsProps) {
  return (
    <>
      <TextInput
        label="Код"
        required
        maxLength={100}
        autoFocus={isNew}
        disabled={!isNew}
        hint="Хранится в ответах; потом не меняется"
        value={text.code}
        onChange={(code) => onChange({ code })}
      />
      <TextInput
        label="Название"
        required
        autoFocus={!isNew}
        maxLength={1000}
        value={text.title}
        onChange={(title) => onChange({ title })}
      />
      <TextInput
        label="Код вышестоящей записи"
        maxLength={100}
        value={text.parent}
        onChange={(parent) => onChange({ parent })}
      />
      <div className="ra-pair">
        <DayInput label="Действует с" value={text.from} onChange={(from) => onChange({ from })} />
        <DayInput
          label="Действует по"
          value={text.to}
          hint="Последний день; так запись закрывают"
          onChange={(to) => onChange({ to })}
        />
      </div>
    </>
  );
}

function writtenOf({ code, title, ...rest }: EntryText): WrittenEntry {
  const given = Object.entries(rest).filter(([, value]) => value.trim() !== '');
  return { code: code.trim(), title: title.trim(), ...Object.fromEntries(given) };
}
