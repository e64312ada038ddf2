/** Why a signature does not hold. `named`: the same after the name of the signature, which a plugin mostly tells itself («Подпись СМЭВ не верна: …»). */
export function forgedWords(text: string, named: string): string {
  return /^Подпись [^:]*не верна/.test(text) ? text : named;
}
