import { Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { TextInput } from '../field/text-input.tsx';
import { beginDraft } from '../studio/draft-queries.ts';

/** A dictionary begins as a draft: its entries are typed or pasted, and it is chosen from once it is published. */
export function NewDictionary() {
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const navigate = useNavigate();
  const work = useMutation({
    mutationFn: () => beginDraft({ kind: 'dictionary', from: 'blank', title: title.trim() }),
    onSuccess: ({ id }) => navigate(`/drafts/${id}`),
  });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        Новый справочник…
      </Button>
      <Modal
        open={open}
        title="Новый справочник"
        okText="Начать"
        cancelText="Отмена"
        okButtonProps={{ disabled: title.trim() === '' }}
        confirmLoading={work.isPending}
        onOk={() => work.mutate()}
        onCancel={() => setOpen(false)}
      >
        {work.error ? <Notice tone="error">{work.error.message}</Notice> : null}
        <TextInput
          label="Название справочника"
          hint="Код составится сам."
          maxLength={500}
          value={title}
          onChange={setTitle}
        />
      </Modal>
    </>
  );
}
