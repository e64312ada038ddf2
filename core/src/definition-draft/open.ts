import { type Definition, type DefinitionKind, definitionKinds } from '@reglament/format';
import type { ApiTypes } from '../api.gen.ts';
import { canonicalText } from '../definition/canonical.ts';
import { hasErrors } from '../definition/finding.ts';
import { isCode } from '../definition/lint/names.ts';
import { parseDefinition } from '../definition/parse.ts';
import { findVersionAt } from '../definition/queries.ts';
import { refusedDefinition } from '../definition/refused.ts';
import type { DefinitionStore } from '../definition/store.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import { type BlankKind, blankDefinition, carriedHolidays } from './blank.ts';
import { codeOfTitle } from './code-of-title.ts';
import { findOpenDraft, listOpenDrafts } from './queries.ts';
import { insertDraft } from './rows.ts';
import { shapeFindings } from './shape.ts';
import { skeletonOf } from './skeleton.ts';

type Wanted = ApiTypes['NewDraft'];

export interface Work {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

interface Beginning {
  readonly content: object;
  readonly code: string;
  readonly baseVersion: number | null;
}

/**
 * Begins a draft, or leads to the one that is open: a definition has one draft, which all administrators share.
 * @throws Refusal
 */
export async function openDraft(work: Work, wanted: Wanted): Promise<ApiTypes['DraftPlace']> {
  const begun = await beginning(await sourcesOf(work.deps, wanted.kind), wanted);
  return keepDraft(work, { kind: wanted.kind, sharesOpen: wanted.from === 'published', ...begun });
}

/** A draft of a definition that was made elsewhere in the platform. @throws Refusal */
export async function openDraftOf(work: Work, content: Definition): Promise<ApiTypes['DraftPlace']> {
  const { kind, code } = content;
  const baseVersion = work.deps.definitions.findLatest(kind, code)?.version ?? null;
  return keepDraft(work, { kind, code, content, baseVersion, sharesOpen: false });
}

interface NewlyBegun extends Beginning {
  readonly kind: DefinitionKind;
  /** Whoever wants the published version to edit goes on with the draft that is there. */
  readonly sharesOpen: boolean;
}

async function keepDraft(
  { deps, session, now }: Work,
  { kind, code, baseVersion, content, sharesOpen }: NewlyBegun,
): Promise<ApiTypes['DraftPlace']> {
  const findings = shapeFindings(kind, content);
  if (findings.length > 0) throw refusedDefinition(findings);
  const draft = { kind, code, baseVersion, text: canonicalText(content), userId: session.user.id, now };
  return deps.database.inBodies([], async (trx) => {
    const id = await insertDraft(trx, draft);
    if (id !== undefined) return { id, existing: false };
    const open = await findOpenDraft(trx, draft);
    // A file's content must not silently vanish behind a draft that was there before.
    if (open === undefined || !sharesOpen) throw taken(code);
    return { id: open, existing: true };
  });
}

interface Sources {
  readonly deps: Deps;
  readonly definitions: DefinitionStore;
  /** Codes of this kind that somebody has begun with, and not published yet. */
  readonly begun: readonly string[];
}

async function sourcesOf(deps: Deps, kind: DefinitionKind): Promise<Sources> {
  const drafts = await deps.database.inBodies([], listOpenDrafts);
  const begun = drafts.filter((one) => one.kind === kind).map(({ code }) => code);
  return { deps, definitions: deps.definitions, begun };
}

async function beginning(sources: Sources, wanted: Wanted): Promise<Beginning> {
  if (wanted.from === 'published') return published(sources.deps, wanted);
  if (wanted.from === 'copy') return copied(sources, wanted);
  if (wanted.from === 'like') return likened(sources, wanted);
  if (wanted.from === 'text') return written(sources.definitions, wanted);
  return blank(sources, wanted);
}

async function published(deps: Deps, { kind, code = '', version }: Wanted): Promise<Beginning> {
  const latest = deps.definitions.latest(kind, code);
  if (version === undefined || version === latest.version) {
    return { content: latest.content, code, baseVersion: latest.version };
  }
  const old = await deps.database.inBodies([], (trx) => findVersionAt(trx, { kind, code, version }));
  if (old === undefined) throw new Refusal('notFound', `У определения «${code}» нет версии ${version}.`);
  // What is restored is compared with what is in force now, not with what came after it.
  return { content: old.content, code, baseVersion: latest.version };
}

function copied(sources: Sources, { kind, code = '', newCode, title }: Wanted): Beginning {
  const source = sources.definitions.latest(kind, code).content;
  const name = title ?? `${titleOf(source.title, 'ru')} (копия)`;
  const own = freeCode(sources, kind, { code: newCode, title: name });
  return { content: { ...source, code: own, title: name }, code: own, baseVersion: null };
}

/** Another service without what it asks. */
function likened(sources: Sources, { kind, code = '', newCode, title }: Wanted): Beginning {
  if (kind !== 'service') throw missing('from', 'По образцу начинают только услугу');
  if (title === undefined) throw missing('title', 'Назовите новую услугу');
  const source = sources.definitions.latest('service', code).content;
  const own = freeCode(sources, kind, { code: newCode, title });
  return { content: skeletonOf(source, { code: own, title }), code: own, baseVersion: null };
}

function blank(sources: Sources, { kind, code, title, workflow = 'short', year }: Wanted): Beginning {
  const { definitions } = sources;
  if (!isBlankKind(kind)) throw missing('from', 'Такое определение начинают с копии или с файла');
  if (title === undefined) throw missing('title', 'Назовите новое определение');
  if (kind === 'service') definitions.latest('workflow', workflow);
  if (kind === 'calendar' && year === undefined) throw missing('year', 'Назовите год календаря');
  const own = freeCode(sources, kind, { code, title });
  const known = definitions.list('calendar').map((one) => one.content);
  const head = { code: own, title, workflow, year: year ?? 0, holidays: carriedHolidays(known, year ?? 0) };
  const content = blankDefinition(kind, head);
  return { content, code: own, baseVersion: null };
}

/** A file of a definition that is there already becomes a draft of it: what it changes is seen before it is published. */
function written(definitions: DefinitionStore, { kind, text }: Wanted): Beginning {
  if (text === undefined) throw missing('text', 'Приложите текст определения');
  const { content, findings } = parseDefinition(text, kind);
  if (hasErrors(findings)) throw refusedDefinition(findings);
  const { kind: own, code } = (content ?? {}) as Partial<Definition>;
  if (own !== kind || typeof code !== 'string') {
    const known = definitionKinds.find((one) => one === own);
    throw missing('text', `В файле не «${kind}», а «${known ?? 'неизвестно что'}»`);
  }
  // A code is never changed afterwards, so a wrong one could not be mended in the draft.
  if (!isCode(code)) {
    throw missing('text', `Код «${code.slice(0, 60)}» не годится: нужны латинская буква и ещё от 1 до 39 букв и цифр`);
  }
  const latest = definitions.findLatest(kind, code);
  return { content: content as object, code, baseVersion: latest?.version ?? null };
}

interface Naming {
  readonly code: string | undefined;
  readonly title: string;
}

/** Names of services begin alike, and their codes with them: what is only begun has its code too. */
function freeCode({ definitions, begun }: Sources, kind: DefinitionKind, { code, title }: Naming): string {
  const known = new Set(definitions.list(kind).map((one) => one.code));
  if (code === undefined) return codeOfTitle(title, new Set([...known, ...begun]), 'definition');
  if (known.has(code)) throw new Refusal('alreadyExists', `Код «${code}» уже занят: назовите другой.`);
  return code;
}

function isBlankKind(kind: DefinitionKind): kind is BlankKind {
  return kind === 'service' || kind === 'dictionary' || kind === 'calendar';
}

function missing(field: string, message: string): Refusal {
  return new Refusal('invalidBody', message, {
    problems: [{ field, pointer: `/${field}`, code: 'required', message }],
  });
}

function taken(code: string): Refusal {
  return new Refusal('alreadyExists', `Определение «${code}» уже правят: откройте черновик или удалите его.`);
}
