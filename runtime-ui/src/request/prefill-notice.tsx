import { Notice } from '../ui/notice.tsx';

/** What could not be taken from the application, and why. */
export function PrefillNotice({ faults }: { faults: readonly string[] }) {
  if (faults.length === 0) return null;
  return (
    <Notice tone="warning" title="Не всё удалось взять из заявки: заполните сами">
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </Notice>
  );
}
