/** The service's message to the applicant with what the screen knows put in, so that a clerk reads words. Pure. */
import type { ApplicationCard, ServiceView } from '../api.ts';
import { applicantName } from '../applicant/applicant-form.ts';
import { valueWords } from '../form/value-text.ts';

/** What cannot be known here stays as a placeholder, and the server fills it. */
export function filledMessage(template: string, card: ApplicationCard, service: ServiceView): string {
  return template.replace(/\{\{\s*([\w.]+)\s*(?:\|\s*\w+\s*)?\}\}/g, (placeholder, path: string) => {
    if (path === 'application.number') return card.number ?? placeholder;
    if (path === 'service.title') return service.title;
    if (path === 'applicant.name') return applicantName(card.applicant) || placeholder;
    const code = /^answers\.(\w+)$/.exec(path)?.[1];
    if (code === undefined || card.answers[code] === undefined) return placeholder;
    return valueWords(card.answers[code], { form: service.form, field: path, dictionaries: service.dictionaries });
  });
}
