/** The service's message to the applicant with what the screen knows put in, so that a clerk reads words. Pure. */
import type { ApplicationCard, ServiceView } from '../api.ts';
import { applicantName } from '../applicant/applicant-form.ts';
import { effectiveAnswers } from '../application/accepted.ts';
import { valueWords } from '../form/place-words.ts';

/**
 * What cannot be known here stays as a placeholder, and the server fills it. Without the service its words do: who works in another
 * language has them translated, and the message goes to the applicant.
 */
export function filledMessage(template: string, card: ApplicationCard, service: ServiceView | undefined): string {
  const answers = effectiveAnswers(card.answers, card.accepted);
  return template.replace(/\{\{\s*([\w.]+)\s*(?:\|\s*\w+\s*)?\}\}/g, (placeholder, path: string) => {
    if (path === 'application.number') return card.number ?? placeholder;
    if (path === 'parent.number') return card.parent?.number ?? placeholder;
    if (path === 'service.title') return service?.title ?? placeholder;
    if (path === 'applicant.name') return applicantName(card.applicant) || placeholder;
    const part = partOf(answers, path);
    if (part !== undefined) return part;
    const code = /^answers\.(\w+)$/.exec(path)?.[1];
    if (service === undefined || code === undefined || answers[code] === undefined) return placeholder;
    return valueWords(answers[code], { form: service.form, field: path, dictionaries: service.dictionaries });
  });
}

/** A text inside a group of answers, such as the line of an address. */
function partOf(answers: Readonly<Record<string, unknown>>, path: string): string | undefined {
  const [, group = '', name = ''] = /^answers\.(\w+)\.(\w+)$/.exec(path) ?? [];
  const value = answers[group];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  const part: unknown = Reflect.get(value, name);
  return typeof part === 'string' && part !== '' ? part : undefined;
}
