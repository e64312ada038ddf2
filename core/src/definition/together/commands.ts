import { canonicalText, textHash } from '../canonical.ts';
import { type DefinitionDeps, frozenOf, inOrder, type Publication, type Published } from '../commands.ts';
import { hasErrors } from '../finding.ts';
import { followerFindings } from '../followers.ts';
import { knownOver } from '../in-force.ts';
import type { AnyDefinition } from '../lint/places.ts';
import { lintDefinition } from '../lint.ts';
import { parseDefinition } from '../parse.ts';
import { refusedDefinition } from '../refused.ts';
import { type InsertedVersion, insertVersion } from '../rows.ts';

/**
 * Several definitions become the newest versions in one transaction, each checked as if the others were in force already: all
 * or nothing. Tests of services are the caller's.
 * @throws Refusal invalidDefinition with every error and its place; then nothing has been published
 */
export async function publishTogether(deps: DefinitionDeps, set: readonly Publication[]): Promise<Published[]> {
  const parsed = inOrder(
    set.map((one) => ({ ...one, ...readText(one) })),
    ({ definition }) => definition,
  );
  const whole = parsed.map(({ definition }) => definition);
  const known = knownOver(deps.definitions, whole);
  const linted = parsed.map((one) => {
    const findings = [
      ...lintDefinition(one.definition, known, deps.connections?.findKind),
      ...followerFindings(deps, whole, one.definition),
    ];
    if (hasErrors(findings)) throw refusedDefinition(findings);
    return { ...one, findings };
  });
  const done = await deps.database.inBodies([], async (trx) => {
    const inserted: InsertedVersion[] = [];
    for (const { kind, code, definition, author, comment } of linted) {
      const text = canonicalText(definition);
      // Types of requests come first, so a service holds fast those that come with it.
      const fresh = new Map(
        inserted.flatMap(({ version }) =>
          version.kind === 'requestType' ? [[version.code, version.id] as const] : [],
        ),
      );
      const frozen = frozenOf(deps.definitions, definition, fresh);
      inserted.push(await insertVersion(trx, { kind, code, text, sha256: textHash(text), author, comment, frozen }));
    }
    return inserted;
  });
  for (const { version } of done) deps.definitions.add(version);
  return done.map((one, at) => ({ ...one, findings: linted[at]?.findings ?? [] }));
}

function readText({ kind, text }: Publication): { readonly definition: AnyDefinition } {
  const { content, findings } = parseDefinition(text, kind);
  if (hasErrors(findings)) throw refusedDefinition(findings);
  return { definition: content as AnyDefinition };
}
