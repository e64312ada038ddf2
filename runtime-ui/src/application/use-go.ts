import { type RefObject, useEffect, useState } from 'react';
import { elementId, type SummaryItem } from '../form/index.ts';
import type { EditorHandle } from './application-editor.tsx';
import type { TabCode } from './card-tabs.tsx';

type Place = Pick<SummaryItem, 'form' | 'pointer'>;

/** A paper's place is on another tab of the card than the questions. */
function tabOfPlace({ form }: Place): TabCode {
  return form === 'documents' ? 'documents' : 'data';
}

interface GoInput {
  tab: TabCode;
  show: (tab: TabCode) => void;
  form: RefObject<EditorHandle | null>;
}

/** To the place of which a line of the summary speaks, whatever tab it is on. */
export function useGo({ tab, show, form }: GoInput): (place: Place) => void {
  const [wanted, setWanted] = useState<Place | null>(null);
  useEffect(() => {
    if (wanted === null || tabOfPlace(wanted) !== tab) return;
    setWanted(null);
    if (tab === 'data') return form.current?.go(wanted);
    const place = document.getElementById(elementId(wanted.form, wanted.pointer));
    place?.focus();
    place?.scrollIntoView({ block: 'center' });
  }, [wanted, tab, form]);
  return (place) => {
    setWanted(place);
    show(tabOfPlace(place));
  };
}
