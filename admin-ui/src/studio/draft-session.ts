import { applyChanges, type Change, DeltaMismatch, differences, inverted, type Json } from '@reglament/core/rules';
import { type ConflictPlace, conflictPlaces, fits, valueAt, written } from './conflict/conflict-places.ts';
import { noStacks, type Stacks, type Step, stacksOf, withStep } from './step-stack.ts';

export interface SavedSteps {
  readonly revision: number;
  /** What others have done meanwhile; one's own from another page can be taken back here too. */
  readonly missed: readonly (Step & { readonly mine: boolean })[];
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly level: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly pointer: string;
  readonly message: string;
  readonly todo: string;
  readonly fix: {
    readonly title: string;
    readonly pointer: string;
    readonly operation: 'set' | 'remove';
    readonly value?: unknown;
  } | null;
}

export interface OpenedDraft {
  readonly revision: number;
  readonly content: Json;
  /** One's own, oldest first. */
  readonly steps: readonly Step[];
  readonly findings: readonly Finding[];
}

export interface StepsToSave {
  readonly revision: number;
  readonly steps: readonly { readonly label: string; readonly changes: readonly Change[]; readonly reverts?: number }[];
}

export interface SessionState {
  /** As it is on the screen. */
  readonly content: Json;
  readonly findings: readonly Finding[];
  readonly saving: 'saved' | 'waiting' | 'failed' | 'conflict';
  /** Why it is not saved, in words. */
  readonly problem: string | undefined;
  /** What «Отменить» and «Вернуть» would do; undefined: nothing. */
  readonly undo: string | undefined;
  readonly redo: string | undefined;
}

interface Pending {
  readonly label: string;
  /** Edits of one field one after another are one step. */
  readonly key: string | undefined;
  readonly before: Json;
  readonly after: Json;
  readonly reverts?: number;
}

interface SessionDeps {
  /** What was saved after a revision. */
  readonly read: (after: number) => Promise<SavedSteps>;
  readonly save: (steps: StepsToSave) => Promise<SavedSteps>;
  /** Calls back when it is time to send; the one who asked last is called. */
  readonly later: (run: () => void) => void;
  readonly isConflict: (error: unknown) => boolean;
}

/**
 * A draft on the screen: every change is there at once and goes to the server by itself, in order, one message at a time.
 * What could not be sent stays and goes with the next.
 */
export class DraftSession {
  private readonly deps: SessionDeps;
  private readonly listeners = new Set<() => void>();
  private revision = 0;
  private findings: readonly Finding[] = [];
  /** As the server has it. */
  private confirmed: Json = null;
  private content: Json = null;
  private pending: readonly Pending[] = [];
  private stacks: Stacks = noStacks;
  private saving: SessionState['saving'] = 'saved';
  private problem: string | undefined;
  private sending: Promise<void> | undefined;
  private turn: Promise<void> = Promise.resolve();
  private shown: SessionState;

  constructor(opened: OpenedDraft, deps: SessionDeps) {
    this.deps = deps;
    this.take(opened);
    this.shown = this.snapshot();
  }

  readonly state = (): SessionState => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Changes the definition by a pure function; the label is how undo and the history call it. Edits of one key are one step. */
  readonly edit = (label: string, change: (content: never) => unknown, key?: string): void => {
    const after = change(this.content as never) as Json;
    if (after !== this.content) this.add({ label, key, before: this.content, after });
  };

  readonly undo = (): Promise<void> =>
    this.inTurn(async () => {
      if (this.saving === 'failed') return this.withdraw();
      const step = this.stacks.undo.at(-1);
      if (step !== undefined) await this.takeBack(step, `Отменено: ${step.label}`);
    });

  readonly redo = (): Promise<void> =>
    this.inTurn(async () => {
      const taken = this.stacks.redo.at(-1);
      if (taken !== undefined) await this.takeBack(taken.by, `Возвращено: ${taken.step.label}`);
    });

  /** Until everything is on the server, or could not be sent. */
  readonly flush = async (): Promise<void> => {
    while (this.sending !== undefined) await this.sending;
    if (this.pending.length === 0 || this.saving === 'conflict') return;
    this.sending = this.send().finally(() => {
      this.sending = undefined;
    });
    await this.sending;
    if (this.saving === 'waiting') await this.flush();
  };

  /**
   * Somebody has saved this revision. While one's own changes are on their way they bring the others' with them; otherwise
   * these are fetched.
   */
  readonly catchUpTo = async (revision: number): Promise<void> => {
    while (this.sending !== undefined) await this.sending;
    if (revision <= this.revision || this.saving !== 'saved') return;
    this.sending = this.fetchMissed().finally(() => {
      this.sending = undefined;
    });
    await this.sending;
    if (this.pending.length > 0) this.deps.later(() => void this.flush());
  };

  /** After a conflict or a move: what the server has now. */
  readonly replace = (opened: OpenedDraft): void => {
    this.take(opened);
    this.settle();
  };

  /** After a conflict: the places that both have changed. */
  readonly conflictWith = ({ content }: OpenedDraft): ConflictPlace[] =>
    conflictPlaces(this.confirmed, this.content, content);

  /** Puts one's own over what is there now, place by place, but for the places that stay as the other has made them. */
  readonly insist = (opened: OpenedDraft, theirs: ReadonlySet<string> = new Set()): void => {
    const own = this.content;
    const mine = differences(this.confirmed, own);
    const label = this.pending.at(-1)?.label ?? 'Свои изменения';
    this.replace(opened);
    const after = mine.reduce<Json>((current, change) => {
      if (fits(current, change)) return applyChanges(current, [change]);
      const value = valueAt(own, change.at);
      return theirs.has(change.at) || value === undefined ? current : written(current, change.at, value);
    }, this.content);
    if (after !== this.content) this.add({ label, key: undefined, before: this.content, after });
  };

  private take({ revision, content, steps, findings }: OpenedDraft): void {
    Object.assign(this, { revision, findings, content, confirmed: content, pending: [], stacks: stacksOf(steps) });
  }

  private snapshot(): SessionState {
    const { content, findings, saving, problem, pending, stacks } = this;
    const undo = pending.findLast((step) => step.reverts === undefined)?.label ?? stacks.undo.at(-1)?.label;
    return { content, findings, saving, problem, undo, redo: stacks.redo.at(-1)?.step.label };
  }

  private tell(): void {
    this.shown = this.snapshot();
    for (const listener of this.listeners) listener();
  }

  /** Pressed faster than the server answers, each takes back what the one before has left. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const own = this.turn.then(() => this.flush()).then(work);
    // One that fails is its caller's to know of; the next one has its turn all the same.
    this.turn = own.catch(() => undefined);
    return own;
  }

  private add(step: Pending): void {
    const last = this.pending.at(-1);
    const joined = last !== undefined && step.key !== undefined && last.key === step.key;
    this.pending = joined ? [...this.pending.slice(0, -1), { ...last, after: step.after }] : [...this.pending, step];
    this.content = step.after;
    if (this.saving !== 'conflict') this.saving = 'waiting';
    this.tell();
    this.deps.later(() => void this.flush());
  }

  private async send(): Promise<void> {
    const count = this.pending.length;
    const steps = this.pending.flatMap(messageOf);
    // What is typed from here on is a step of its own.
    this.pending = this.pending.map((step) => ({ ...step, key: undefined }));
    try {
      if (steps.length > 0) this.confirm(await this.deps.save({ revision: this.revision, steps }), steps);
      this.catchUp(count);
    } catch (error) {
      this.saving = this.deps.isConflict(error) ? 'conflict' : 'failed';
      this.problem = error instanceof Error ? error.message : String(error);
      this.tell();
    }
  }

  private async fetchMissed(): Promise<void> {
    try {
      const read = await this.deps.read(this.revision);
      if (read.missed.length === 0) return;
      this.confirm(read, []);
      this.catchUp(0);
    } catch {
      // It comes with the next change, or with the next word of the others.
    }
  }

  private confirm({ revision, missed, findings }: SavedSteps, sent: StepsToSave['steps']): void {
    for (const step of missed) if (step.mine) this.stacks = withStep(this.stacks, step);
    const first = revision - sent.length + 1;
    for (const [index, step] of sent.entries()) {
      this.stacks = withStep(this.stacks, { ...step, revision: first + index, reverts: step.reverts ?? null });
    }
    const changes = [...missed, ...sent].flatMap((step) => step.changes);
    this.confirmed = applyChanges(this.confirmed, changes);
    // The same findings stay the same object too, for the same reason as the text below.
    const same = differences(this.findings as unknown as Json, findings as unknown as Json).length === 0;
    Object.assign(this, { revision, findings: same ? this.findings : findings });
  }

  /** What came while the first of the pending were being sent stands on what the server has now. */
  private catchUp(sent: number): void {
    let before = this.confirmed;
    this.pending = this.pending.slice(sent).map((step) => {
      const after = fitting(before, differences(step.before, step.after));
      const moved = { ...step, before, after };
      before = after;
      return moved;
    });
    // The same text stays the same objects, so that the screen has nothing to draw anew.
    this.content = applyChanges(this.content, differences(this.content, before));
    this.settle();
  }

  private settle(): void {
    this.saving = this.pending.length === 0 ? 'saved' : 'waiting';
    this.problem = undefined;
    this.tell();
  }

  /** What the server did not take is nobody else's yet: it goes as it came. */
  private withdraw(): void {
    const last = this.pending.at(-1);
    if (last === undefined) return;
    this.pending = this.pending.slice(0, -1);
    this.content = last.before;
    this.settle();
    if (this.pending.length > 0) this.deps.later(() => void this.flush());
  }

  private async takeBack(step: Step, label: string): Promise<void> {
    if (this.saving !== 'saved') return;
    try {
      const after = applyChanges(this.content, inverted(step.changes));
      this.add({ label: label.slice(0, 500), key: undefined, before: this.content, after, reverts: step.revision });
    } catch (error) {
      if (!(error instanceof DeltaMismatch)) throw error;
      this.problem = `«${step.label}» не отменить: это место с тех пор изменил другой администратор.`;
      this.tell();
    }
    await this.flush();
  }
}

function messageOf({ label, before, after, reverts }: Pending): StepsToSave['steps'][number][] {
  const changes = differences(before, after);
  if (changes.length === 0) return [];
  return [{ label, changes, ...(reverts === undefined ? {} : { reverts }) }];
}

/** The document with those of the changes that fit. */
function fitting(document: Json, changes: readonly Change[]): Json {
  return changes.reduce<Json>(
    (current, change) => (fits(current, change) ? applyChanges(current, [change]) : current),
    document,
  );
}
