import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useEffect } from 'react';
import { requestBlob } from '../client.ts';
import { PaperWindow, paperFrom } from '../file-view/paper-window.tsx';
import { Loading, Notice } from '../ui/notice.tsx';
import { actPath, type DestructionItem } from './queries.ts';

interface ActPaperProps {
  act: DestructionItem;
  onClose: () => void;
}

/** The act as it goes onto paper, made by the server from how it stands now. */
export function ActPaper({ act: { id, number }, onClose }: ActPaperProps) {
  const paper = useQuery({
    queryKey: ['destruction-acts', id, 'paper'],
    queryFn: async ({ signal }) => paperFrom(await requestBlob(`${actPath(id)}/pdf`, { signal })),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const url = paper.data?.url;
  useEffect(
    () => () => {
      if (url) URL.revokeObjectURL(url);
    },
    [url],
  );
  return (
    <Modal
      open
      title={`Акт об уничтожении № ${number}`}
      onCancel={onClose}
      width={900}
      footer={
        <Button onClick={onClose} autoFocus>
          Закрыть
        </Button>
      }
    >
      {paper.error ? (
        <Notice tone="error" actions={<Button onClick={() => paper.refetch()}>Повторить</Button>}>
          {paper.error.message}
        </Notice>
      ) : null}
      {paper.isPending ? <Loading label="Документ готовится…" /> : null}
      {paper.data ? (
        <PaperWindow
          paper={paper.data}
          name={`Акт об уничтожении № ${number}`}
          label="Просмотр акта"
          file={`Акт об уничтожении № ${number}.pdf`}
        />
      ) : null}
    </Modal>
  );
}
