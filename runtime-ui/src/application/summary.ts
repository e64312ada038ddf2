import type { ApplicationCard, ApplicationContent } from '../api.ts';
import type { Problem } from '../client.ts';
import type { SummaryItem } from '../form/index.ts';

/**
 * The server's problems as lines of the summary: `/answers/area` leads to the form «answers». Those that the screen finds
 * itself stand in its own words and are not said twice. Pure.
 */
export function summaryOf(problems: readonly Problem[], own: readonly SummaryItem[]): SummaryItem[] {
  const places = new Set(own.flatMap(({ form, pointer }) => [`${form}${pointer}`, form]));
  const others = problems.flatMap(({ pointer = '', field = '', message }) => {
    const [, form = field, ...rest] = pointer.split('/');
    const item = { form, field: rest[0] ?? '', pointer: rest.length > 0 ? `/${rest.join('/')}` : '', message };
    return places.has(`${item.form}${item.pointer}`) ? [] : [item];
  });
  return [...own, ...others];
}

export interface Summary {
  items: readonly SummaryItem[];
  /** Counts the attempts, so that each brings the focus back to the summary. */
  attempt: number;
  /** What the problems were found in. */
  content: ApplicationContent;
}

/** Papers that are demanded and not there, in the words of the server. Pure. */
export function missingPapers({ documents }: Pick<ApplicationCard, 'documents'>): SummaryItem[] {
  return documents
    .filter(({ needed, present }) => needed && !present)
    .map(({ code, title }) => ({
      form: 'documents',
      field: code,
      pointer: `/${code}`,
      message: `Приложите документ или отметьте, что он принят на бумаге: ${title}`,
    }));
}

/** A paper that is there by now is asked for no longer. Pure. */
export function withoutHandedIn(
  items: readonly SummaryItem[],
  { documents }: Pick<ApplicationCard, 'documents'>,
): SummaryItem[] {
  const present = new Set(documents.filter((one) => one.present).map(({ code }) => code));
  return items.filter(({ form, field }) => form !== 'documents' || !present.has(field));
}

/** Those whose answer nobody has touched since; the others are told at their field, if they still hold. */
export function unresolved({ items, content }: Summary, now: ApplicationContent): SummaryItem[] {
  return items.filter(({ form, field }) => {
    const before = content[form as keyof ApplicationContent] as Record<string, unknown> | null;
    const after = now[form as keyof ApplicationContent] as Record<string, unknown> | null;
    if (before === after) return true;
    return field !== '' && before !== null && after !== null && before?.[field] === after?.[field];
  });
}
