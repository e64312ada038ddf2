import { useMemo } from 'react';
import { FormEditor } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { todayIn } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { newGroundsWords } from './repeat-form.ts';
import type { RepeatWork } from './use-repeat.ts';

/** The applicant has been refused before: after which refusal they have come, and why something new may be named. */
export function RepeatRefusal({ work }: { work: RepeatWork }) {
  const { organisation } = useMe();
  const facts = useMemo(() => ({ today: todayIn(organisation.timeZone, new Date()) }), [organisation.timeZone]);
  const forbidden = newGroundsWords(work.added);
  if (!work.definition) return null;
  return (
    <>
      {forbidden ? (
        <Notice tone="warning" title="Названо новое основание">
          {forbidden}
        </Notice>
      ) : null}
      <FormEditor
        ref={work.form}
        name="repeat"
        form={work.definition}
        answers={work.answers}
        onChange={work.change}
        facts={facts}
        problems={work.problems}
      />
    </>
  );
}
