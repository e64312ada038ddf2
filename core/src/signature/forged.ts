/** A plugin mostly names the signature itself («Подпись СМЭВ не верна: …»): then it is not named once more. */
export function namesSignature(text: string): boolean {
  return /^Подпись [^:]*не верна/.test(text);
}
