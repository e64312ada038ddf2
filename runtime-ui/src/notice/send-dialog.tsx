import { Modal } from 'antd';
import { useState } from 'react';
import type { NoticeView } from '../api.ts';
import { problemAt, request } from '../client.ts';
import { wayTitle } from '../correspondence/correspondence-words.ts';
import { announce } from '../ui/live-region.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';

interface SendDialogProps {
  notice: NoticeView;
  onClose: () => void;
  onSent: () => void;
}

/** What did not go by itself goes once more; a mistake in the address is mended here. */
export function SendDialog({ notice, onClose, onSent }: SendDialogProps) {
  const [address, setAddress] = useState(notice.address ?? '');
  const [attempted, setAttempted] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setAttempted(true);
    if (address.trim() === '') return;
    setBusy(true);
    setFailure(null);
    try {
      await request(`/api/notices/${notice.id}/send`, { method: 'POST', body: { address: address.trim() } });
      announce('Уведомление отправляется');
      onSent();
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
      setBusy(false);
    }
  };
  const missing = attempted && address.trim() === '';
  const wrong = missing ? 'Укажите, куда отправить' : problemAt(failure, 'address');
  return (
    <Modal
      open
      title="Отправить уведомление"
      okText="Отправить"
      cancelText="Отмена"
      confirmLoading={busy}
      onOk={send}
      onCancel={onClose}
      closable={{ 'aria-label': 'Закрыть' }}
    >
      {notice.failure ? <Notice tone="warning">В прошлый раз не ушло: {notice.failure}</Notice> : null}
      {failure && wrong === undefined ? <Notice tone="error">{failure.message}</Notice> : null}
      <TextField
        label={`${wayTitle(notice.way)}: куда`}
        value={address}
        maxLength={300}
        mistake={wrong}
        onChange={setAddress}
        onPressEnter={send}
        autoFocus
      />
    </Modal>
  );
}
