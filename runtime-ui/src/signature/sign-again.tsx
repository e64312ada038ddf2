/** Of a decision that came back: the former paper is gone, and its signatures with it. */
export function SignAgain({ signers }: { signers: readonly string[] }) {
  if (signers.length === 0) return null;
  return (
    <p className="rg-hint">
      Прежний документ и подписи под ним больше не действуют. Исправленный документ подпишут заново:{' '}
      {signers.join(', затем ')}.
    </p>
  );
}
