import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ApplicationCard, DutyView } from '../api.ts';
import { FailureNotice } from '../application/failure-notice.tsx';
import { FormDialog, useShortForm } from '../application/form-dialog.tsx';
import { formSources } from '../application/form-sources.ts';
import { request } from '../client.ts';
import { useMe } from '../session/me.ts';
import { announce } from '../ui/live-region.tsx';
import { bodyOf, type EntrySpec } from './entry-forms.ts';
import { dutyQuery } from './queries.ts';

interface EntryDialogProps {
  card: ApplicationCard;
  duty: DutyView;
  spec: EntrySpec;
  onClose: () => void;
  /** When it is shut: the button that opened it may be gone with what was owed. */
  onDone: () => void;
}

function useEntry({ card, duty, spec, onClose, onDone }: EntryDialogProps) {
  const queryClient = useQueryClient();
  const form = useShortForm(() => spec.beginning);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['application', card.id] });
  const submit = async () => {
    if (busy) return;
    const input = form.read();
    if (input === undefined) return;
    setBusy(true);
    setFailure(null);
    try {
      const path = `/api/applications/${card.id}/duty/${spec.path}`;
      const body = bodyOf(input, duty.version);
      const changed = await request<DutyView>(path, { method: 'POST', body });
      queryClient.setQueryData(dutyQuery({ id: card.id, version: changed.version }).queryKey, changed);
      announce(spec.done);
      onClose();
      await refresh();
      onDone();
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    } finally {
      setBusy(false);
    }
  };
  return { form, busy, failure, refresh, submit };
}

/** A payment, an exemption, the reason of a withdrawal: a short form over the card. */
export function EntryDialog(props: EntryDialogProps) {
  const { card, spec, onClose } = props;
  const me = useMe();
  const { form, busy, failure, refresh, submit } = useEntry(props);
  const sources = useMemo(() => formSources({ me, service: undefined, card, purpose: 'attachment' }), [me, card]);
  return (
    <FormDialog
      {...{ title: spec.title, lead: spec.lead, deed: spec.submit, busy, failure, onClose }}
      submit={{ title: spec.submit }}
      onSubmit={() => void submit()}
      notices={failure ? <FailureNotice failure={failure} onRefresh={() => void refresh()} /> : null}
      questions={{ name: 'duty', form: spec.form, sources, work: form }}
    />
  );
}
