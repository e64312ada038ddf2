import { applyChanges, differences, type Json } from '@reglament/core/rules';
import type { DraftSession, Finding } from './draft-session.ts';

/** The definition with a quick fix made; as it was where the place is not there any more. */
function withFix(content: Json, fix: NonNullable<Finding['fix']>): Json {
  const keys = fix.pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const after = structuredClone(content) as Record<string, unknown>;
  const last = keys.pop();
  let place: unknown = after;
  for (const key of keys) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, key)) return content;
    place = (place as Record<string, unknown>)[key];
  }
  if (last === undefined || typeof place !== 'object' || place === null) return content;
  if (fix.operation === 'set') (place as Record<string, unknown>)[last] = fix.value;
  else if (Array.isArray(place)) place.splice(Number(last), 1);
  else delete (place as Record<string, unknown>)[last];
  // Only what differs is new, so that the rest of the screen stays as it is.
  return applyChanges(content, differences(content, after as Json));
}

/** A finding is of the text that was checked last: what has changed since is checked first, or the fix could meet a neighbour. */
export async function fixFinding(session: DraftSession, told: Finding): Promise<void> {
  await session.flush();
  const fix = sameFinding(session.state().findings, told)?.fix;
  if (fix) session.edit(fix.title, (content) => withFix(content, fix));
}

/** The same thing found again, in its place or where it has moved. */
function sameFinding(findings: readonly Finding[], told: Finding): Finding | undefined {
  const same = findings.filter(({ code, message }) => code === told.code && message === told.message);
  return same.find(({ pointer }) => pointer === told.pointer) ?? same[0];
}
