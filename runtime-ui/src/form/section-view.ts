import { titleOf } from '@reglament/core/rules';
import type { FormDefinition } from '@reglament/format';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { locale } from '../locale/locale.ts';
import { sectionOf } from './answers.ts';
import type { FormStateView } from './form-state.ts';
import type { SectionView } from './sections.ts';
import { countInputs, viewOf } from './view-schema.ts';

/** A form with more inputs is shown section by section. */
const largeFrom = 60;

interface SectionViewInput {
  name: string;
  form: FormDefinition;
  state: FormStateView;
  bare: boolean;
}

/** Which sections are mounted, and what is drawn of them. */
export function useSectionView({ name, form, state, bare }: SectionViewInput) {
  const large = useMemo(() => countInputs(form) > largeFrom, [form]);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const visible = form.sections.filter((section) => state.visibleSections.has(section.code));
  const current = visible.find((section) => section.code === chosen) ?? visible[0];
  const mounted = large ? visible.filter((section) => section === current) : visible;
  // A string, so that the same sections are the same dependency.
  const codes = mounted.map((section) => section.code).join(' ');
  const view = useMemo(() => viewOf({ form, ...state, sections: codes.split(' ') }), [form, state, codes]);
  const sections = useMemo(() => {
    const shown = form.sections.filter((section) => codes.split(' ').includes(section.code));
    return { bare, sections: shown.map((section) => drawn(section, name)) };
  }, [form, codes, bare, name]);
  /** Mounts the section of a field at once, so that the field can take the focus. */
  const show = (field: string) => {
    const section = sectionOf(form, field);
    if (large && section) flushSync(() => setChosen(section));
  };
  return {
    large,
    view,
    sections,
    show,
    navigation: { sections: visible, current: current?.code, onChoose: setChosen },
  };
}

function drawn(section: FormDefinition['sections'][number], name: string): SectionView {
  return {
    code: section.code,
    id: `${name}-section-${section.code}`,
    title: titleOf(section.title, locale),
    description: section.description ? titleOf(section.description, locale) : undefined,
    fields: section.fields,
  };
}
