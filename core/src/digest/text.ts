import type { Translate } from '../locale/template.ts';
import { placeOfKind } from '../staff-notice/kinds.ts';

/** What a digest says, in the language of whoever reads it. Pure. */

export interface DigestLine {
  readonly kind: string;
  readonly text: string;
  /** null: it is about none, and its kind says where it leads. */
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
  const placeOf = ({ kind, applicationId }: DigestLine) =>
    applicationId === null ? placeOfKind(kind) : `applications/${applicationId}`;
  const named = lines.map((line) => `• ${say(line.text)}\n  ${publicUrl}/${placeOf(line)}`);
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
