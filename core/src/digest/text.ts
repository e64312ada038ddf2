/** What a digest says. Pure. */

export interface DigestLine {
  readonly text: string;
  /** null: it is about the person, and leads to their profile. */
  readonly applicationId: string | null;
}

export interface DigestInput {
  readonly lines: readonly DigestLine[];
  /** There are more than are named. */
  readonly more: boolean;
  readonly publicUrl: string;
}

/** The new notices with a link to where each leads; without personal data, as the notices themselves are. */
export function digestText({ lines, more, publicUrl }: DigestInput): string {
  const placeOf = (applicationId: string | null) =>
    applicationId === null ? 'profile' : `applications/${applicationId}`;
  const named = lines.map(({ text, applicationId }) => `• ${text}\n  ${publicUrl}/${placeOf(applicationId)}`);
  return [
    'Здравствуйте! Новые уведомления:',
    ...named,
    ...(more ? [`Это не все: остальные – в системе, ${publicUrl}`] : []),
    `О чём и когда писать, выбирают в профиле: ${publicUrl}/profile`,
  ].join('\n\n');
}

export function testLetterText(publicUrl: string): string {
  return [
    'Здравствуйте! Это проверочное письмо: уведомления о ваших заявках будут приходить на этот адрес.',
    `О чём и когда писать, выбирают в профиле: ${publicUrl}/profile`,
  ].join('\n\n');
}
