import { expect, test } from 'vitest';
import { digestText } from './text.ts';

const lines = [
  { kind: 'deadlinePassed', text: 'Срок по заявке № АРХ-2026-000001 истёк', applicationId: 'one' },
  { kind: 'publicationFailed', text: 'Портал не принял сообщение', applicationId: 'two' },
  { kind: 'attorneyNear', text: 'Доверенность', applicationId: null },
  { kind: 'actAwaits', text: 'Акт', applicationId: null },
];

test('каждое уведомление – со ссылкой на заявку, о человеке – на профиль; сказано, где отказаться', () => {
  const text = digestText({ lines, more: false, publicUrl: 'https://r.example', say: (said) => said });
  expect(text).toContain('• Срок по заявке № АРХ-2026-000001 истёк\n  https://r.example/applications/one');
  expect(text).toContain('https://r.example/applications/two');
  expect(text).toContain('• Доверенность\n  https://r.example/profile\n');
  expect(text).toContain('• Акт\n  https://r.example/retention/acts\n');
  expect(text).not.toContain('не все');
});

test('чего не уместилось, то не забыто', () => {
  expect(digestText({ lines, more: true, publicUrl: 'https://r.example', say: (said) => said })).toContain(
    'Это не все',
  );
});
