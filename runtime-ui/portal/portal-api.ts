import type { ApplicantKind, ServiceView } from '../src/api.ts';
import type { Answers } from '../src/form/index.ts';

export type Source = 'epgu' | 'rpgu' | 'mfc';

export interface PersonItem {
  key: string;
  title: string;
  kind: ApplicantKind;
}

export interface OfferedItem {
  body: { code: string; title: string };
  code: string;
  title: string;
  description: string | null;
  applicants: ApplicantKind[];
}

export interface Switches {
  isDown: boolean;
  isSwapping: boolean;
  isSilent: boolean;
  isRefusing: boolean;
  /** What the exchange met last. */
  trouble: string | null;
}

export interface Start extends Switches {
  people: PersonItem[];
  services: OfferedItem[];
}

export interface OfferedDetails extends OfferedItem {
  view: ServiceView & { timeZone: string };
  example: Answers;
}

export interface PortalFile {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  isSigned?: boolean;
}

export interface PortalDocument extends PortalFile {
  code: string;
}

export interface OrderEvent {
  kind: 'filed' | 'status' | 'text' | 'own' | 'trouble';
  at: string;
  title: string;
  text?: string;
  code?: string;
  files: PortalFile[];
}

export type OrderMeaning = 'sent' | 'working' | 'correct' | 'ready' | 'done' | 'refused' | 'cancelled';

export interface Order {
  id: string;
  /** Where it was filed; absent: before the portal asked. */
  source?: Source;
  person: string;
  body: { code: string; title: string };
  service: { code: string; title: string };
  applicant: Record<string, unknown>;
  /** Who has filed it in the applicant's place. */
  representative?: Record<string, unknown>;
  answers: Answers;
  documents: PortalDocument[];
  events: OrderEvent[];
  meaning: OrderMeaning;
  mayCancel: boolean;
  mayWrite: boolean;
  delivery?: { waiting: number };
}

/** An application with the service that it asks for. */
export interface OpenedOrder {
  order: Order;
  offered: OfferedDetails;
  kind: ApplicantKind;
}

export interface Verdict {
  valid: boolean;
  text: string;
}

/** What the portal answers. @throws Error in its words */
export async function ask<Answer>(path: string, body?: unknown): Promise<Answer> {
  const isFile = body instanceof Blob;
  const sent = isFile ? body : JSON.stringify(body);
  const response = await fetch(
    `/api/${path}`,
    body === undefined
      ? {}
      : {
          method: 'POST',
          body: sent,
          headers: { 'content-type': isFile ? 'application/octet-stream' : 'application/json' },
        },
  ).catch(() => {
    throw new Error('Портал не отвечает: он работает, пока запущена демонстрация. Проверьте, что она не остановлена.');
  });
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.ok) return answer as Answer;
  const { message, reason } = answer as { message?: string; reason?: string };
  throw new Error(message ?? reason ?? `Портал ответил ошибкой ${response.status}. Обновите страницу.`);
}

export function keepFile(file: File): Promise<PortalFile> {
  return ask<PortalFile>(`files?${new URLSearchParams({ name: file.name, type: file.type })}`, file);
}
