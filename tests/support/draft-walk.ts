import { expect } from 'vitest';
import { DraftSession } from '../../admin-ui/src/studio/draft-session.ts';
import { shapeFindings } from '../../core/src/definition-draft/shape.ts';
import { applyChanges, type Json } from '../../core/src/rules.ts';

/** One command of an editor at one place: numbers choose among what is there. */
export type Command<Definition> = (definition: Definition, at: number) => Definition;

export interface DraftWalk<Definition> {
  readonly kind: 'service' | 'workflow';
  readonly start: Definition;
  readonly commands: readonly Command<Definition>[];
  /** What must hold after every command. */
  readonly holds: (definition: Definition) => void;
}

/**
 * Commands on a draft as the studio gives them, with a server that keeps what it is sent: after each the draft can be opened,
 * undone to its beginning it is the same byte for byte, and redone to its end as well.
 */
export async function walkDraft<Definition>(
  { kind, start, commands, holds }: DraftWalk<Definition>,
  steps: readonly (readonly [which: number, at: number])[],
): Promise<void> {
  const beginning = start as unknown as Json;
  let saved = beginning;
  let revision = 0;
  const session = new DraftSession(
    { revision, content: beginning, steps: [], findings: [] },
    {
      save: async (message) => {
        saved = applyChanges(
          saved,
          message.steps.flatMap(({ changes }) => changes),
        );
        revision += message.steps.length;
        return { revision, missed: [], findings: [] };
      },
      read: async () => ({ revision, missed: [], findings: [] }),
      later: () => undefined,
      isConflict: () => false,
    },
  );
  for (const [which, at] of steps) {
    session.edit('Команда', (content: Definition) => commands[which % commands.length]?.(content, at) ?? content);
    const { content } = session.state();
    expect(shapeFindings(kind, content)).toEqual([]);
    holds(content as unknown as Definition);
  }
  await session.flush();
  const end = JSON.stringify(session.state().content);
  expect(JSON.stringify(saved)).toBe(end);
  while (session.state().undo !== undefined) await session.undo();
  expect(JSON.stringify(saved)).toBe(JSON.stringify(start));
  while (session.state().redo !== undefined) await session.redo();
  expect(JSON.stringify(saved)).toBe(end);
}
