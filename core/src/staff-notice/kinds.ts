/** What people are told of, by the event that they choose in their settings. Pure. */

export const noticeKinds = {
  assigned: ['assigned', 'takenOver', 'recalled'],
  returned: ['returned'],
  signing: ['signatureAwaited', 'signaturesGathered'],
  deadline: ['deadlineNear', 'deadlinePassed', 'draftDiscarded'],
  answer: ['requestAnswered', 'requestAnswerKept'],
  trouble: ['requestRefused', 'requestFailed', 'requestNotStarted', 'publicationFailed', 'noticeFailed'],
  attorney: ['attorneyNear', 'attorneyPassed'],
  portal: ['portalUnfit', 'portalLate', 'portalCancel', 'portalText'],
  archive: ['actAwaits', 'actDone', 'actWithdrawn', 'termsOver'],
} as const satisfies Record<string, readonly string[]>;

/** Of a draft that is thrown away: it is in no list, and whoever began it has to find it all the same. */
export const discardedKind = 'draftDiscarded' satisfies StaffNoticeKind;

export type NoticeEvent = keyof typeof noticeKinds;
export type StaffNoticeKind = (typeof noticeKinds)[NoticeEvent][number];

export const noticeEvents = Object.keys(noticeKinds) as readonly NoticeEvent[];

/** Where a notice leads that is of no application, from the root of the interface. */
export function placeOfKind(kind: string): string {
  if (kind === 'termsOver') return 'retention';
  return kindsOf(['archive']).includes(kind) ? 'retention/acts' : 'profile';
}

export function kindsOf(events: readonly NoticeEvent[]): string[] {
  return events.flatMap((event) => [...noticeKinds[event]]);
}
