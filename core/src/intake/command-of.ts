import type { IncomingApplication, IncomingCancel, IncomingCorrection, IncomingText } from '@reglament/sdk';
import type { PortalCommand, SentFile } from '../application/portal/portal-command.ts';
import { isObject } from '../rule/value.ts';

export type PortalMessage = IncomingApplication | IncomingCorrection | IncomingCancel | IncomingText;

export interface Around {
  readonly connectionId: string;
  readonly files: readonly SentFile[];
  readonly problems: readonly string[];
  readonly now: Date;
  /** The message is an emulator's. */
  readonly emulated: boolean;
}

/** What a message asks to be done. A plugin hands on what it was sent, so no more is believed of it than is looked at. */
export function commandOf(message: PortalMessage, around: Around): PortalCommand {
  const { connectionId, files, problems, now, emulated } = around;
  const { externalId } = message;
  const answered = 'answered' in message && message.answered === true ? { answerTo: message.reference } : {};
  const { sender } = message;
  const from = typeof sender === 'string' ? { sender } : {};
  const along = { portal: { connectionId, externalId, ...from }, files, problems, ...answered };
  switch (message.kind) {
    case 'application': {
      const { service, source, applicant, representative, answers, submittedAt, reference } = message;
      const foreign = isObject(message.foreign) ? { foreign: message.foreign } : {};
      const sent = { applicant, answers, ...(representative === undefined ? {} : { representative }), ...foreign };
      const at = Number.isNaN(submittedAt.getTime()) ? now : submittedAt;
      const portal = { ...along.portal, reference };
      const filed = { sent, submittedAt: at, emulated };
      return { ...along, kind: 'arrive', portal, service: worded(service), source, ...filed };
    }
    case 'correction': {
      if (isObject(message.answers)) return { ...along, kind: 'correct', answers: message.answers };
      return { ...along, kind: 'correct', answers: {}, problems: [...problems, 'Исправления нельзя прочитать'] };
    }
    case 'cancel':
      return { ...along, kind: 'cancel', reason: worded(message.reason) };
    case 'text':
      return { ...along, kind: 'say', text: worded(message.text) };
  }
}

/** As much as a person would read. */
const MOST_TEXT = 10_000;

function worded(text: unknown): string {
  return typeof text === 'string' ? text.slice(0, MOST_TEXT) : '';
}
