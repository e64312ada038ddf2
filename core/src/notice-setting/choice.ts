import { kindsOf, type NoticeEvent, noticeEvents } from '../staff-notice/kinds.ts';

/** What a person has chosen to be told of. Pure. */

export interface EventChoice {
  /** In the interface. */
  readonly shown: boolean;
  /** `digest`: with the day's digest, when there is one. */
  readonly mail: 'none' | 'digest' | 'atOnce';
}

export interface QuietHours {
  /** Hours of the body: from the beginning of the one to the beginning of the other, over midnight too. */
  readonly from: number;
  readonly until: number;
}

export interface NoticeSetting {
  readonly events: Readonly<Partial<Record<NoticeEvent, EventChoice>>>;
  readonly quiet: QuietHours | null;
}

const usual: EventChoice = { shown: true, mail: 'digest' };

export function choiceOf({ events }: NoticeSetting, event: NoticeEvent): EventChoice {
  return events[event] ?? usual;
}

/** Kinds of notices that are not shown in the interface. */
export function hiddenKinds(setting: NoticeSetting): string[] {
  return kindsOf(noticeEvents.filter((event) => !choiceOf(setting, event).shown));
}

/** Kinds of notices that go by e-mail in this way. */
export function mailedKinds(setting: NoticeSetting, way: EventChoice['mail']): string[] {
  return kindsOf(noticeEvents.filter((event) => choiceOf(setting, event).mail === way));
}

export function isQuiet(quiet: QuietHours | null, hour: number): boolean {
  if (quiet === null) return false;
  const { from, until } = quiet;
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
}
