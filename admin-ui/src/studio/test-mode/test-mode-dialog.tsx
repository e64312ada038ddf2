import { Loading, Notice } from '@reglament/runtime-ui/ui';
import { Modal } from 'antd';
import { useTestRuns } from './queries.ts';
import { RunningMode } from './running-mode.tsx';
import { StartMode } from './start-mode.tsx';
import './test-mode.css';

interface TestModeDialogProps {
  draft: { readonly id: string; readonly code: string };
  onClose: () => void;
}

/** «Тестовый режим»: the draft in force for a few people, on a stand from which nothing is left. */
export function TestModeDialog({ draft, onClose }: TestModeDialogProps) {
  const { data, error } = useTestRuns();
  const run = data?.items.find(({ service }) => service === draft.code);
  return (
    <Modal open width={680} title="Тестовый режим" footer={null} onCancel={onClose}>
      <div className="rg-dialog">
        {error ? <Notice tone="error">{error.message}</Notice> : null}
        {data === undefined ? (
          <Loading />
        ) : run === undefined ? (
          <StartMode draftId={draft.id} roles={data.roles} />
        ) : (
          <RunningMode key={run.id} run={run} roles={data.roles} onEnded={onClose} />
        )}
      </div>
    </Modal>
  );
}
