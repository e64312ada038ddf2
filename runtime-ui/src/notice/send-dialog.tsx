import { Input, Modal } from 'antd';
import { useState } from 'react';
import type { NoticeView } from '../api.ts';
import { request } from '../client.ts';
import { wayTitle } from '../correspondence/correspondence-words.ts';
import { announce } from '../ui/live-region.tsx';
import { Notice } from '../ui/notice.tsx';

interface SendDialogProps {
  notice: NoticeView;
  onClose: () => void;
  onSent: () => void;
}

/** What did not go by itself goes once more; a mistake in the address is mended here. */
export function SendDialog({ notice, onClose, onSent }: SendDialogProps) {
  const [address, setAddress] = useState(notice.address ?? '');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (address.trim() === '') return setFailure('Укажите, куда отправить');
    setBusy(true);
    setFailure('');
    try {
      await request(`/api/notices/${notice.id}/send`, { method: 'POST', body: { address: address.trim() } });
      announce('Уведомление отправляется');
      onSent();
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
      setBusy(false);
    }
  };
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
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      <label htmlFor="notice-address">{wayTitle(notice.way)}: куда</label>
      <Input
        id="notice-address"
        value={address}
        maxLength={300}
        onChange={(event) => setAddress(event.target.value)}
        onPressEnter={send}
        autoFocus
      />
    </Modal>
  );
}
