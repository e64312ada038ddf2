export interface CaughtLetter {
  readonly id: string;
  readonly at: Date;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What has been caught, the newest first; everything in a letter is shown as text. */
export function mailboxPage(letters: readonly CaughtLetter[]): string {
  const items = letters.map(
    ({ at, from, to, subject, text }) => `<article>
<h2>${plain(subject)}</h2>
<p class="facts">Кому: ${plain(to)} · от: ${plain(from)} · ${plain(at.toLocaleString('ru-RU'))}</p>
<pre>${plain(text)}</pre>
</article>`,
  );
  return `<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Почта демонстрации</title><style>${style}</style></head>
<body><main><h1>Почта демонстрации</h1>
<p>Письма попадают сюда и никуда не уходят. Обновите страницу, чтобы увидеть новые.</p>
${items.length === 0 ? '<p>Писем пока нет.</p>' : items.join('\n')}
</main></body></html>`;
}

const style = `body{font:16px/1.5 sans-serif;color:#1f1f1f;background:#f6f7f9;margin:0}
main{max-width:760px;margin:0 auto;padding:16px}
article{background:#fff;border:1px solid #d5d9e0;border-radius:8px;padding:12px 16px;margin:12px 0}
h2{font-size:18px;margin:0}.facts{color:#595959;margin:4px 0 8px}
pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere;margin:0}`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function plain(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');
}
