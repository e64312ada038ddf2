import type { Translate } from '../locale/template.ts';

/** What a digest says, in the language of whoever reads it. Pure. */

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
  readonly say: Translate;
}

/** The new notices with a link to where each leads; without personal data, as the notices themselves are. */
export function digestText({ lines, more, publicUrl, say }: DigestInput): string {
  const placeOf = (applicationId: string | null) =>
    applicationId === null ? 'profile' : `applications/${applicationId}`;
  const named = lines.map(({ text, applicationId }) => `• ${say(text)}\n  ${publicUrl}/${placeOf(applicationId)}`);
  return [
    say('Здравствуйте! Новые уведомления:'),
    ...named,
    ...(more ? [say(`Это не все: остальные – в системе, ${publicUrl}`)] : []),
    say(`О чём и когда писать, выбирают в профиле: ${publicUrl}/profile`),
  ].join('\n\n');
}

export function testLetterText(publicUrl: string, say: Translate): string {
  return [
    say('Здравствуйте! Это проверочное письмо: уведомления о ваших заявках будут приходить на этот адрес.'),
    say(`О чём и когда писать, выбирают в профиле: ${publicUrl}/profile`),
  ].join('\n\n');
}
