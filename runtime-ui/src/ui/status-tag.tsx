import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'error';

/** The phases of an application, each with its meaning in colour; the words always stand beside it. */
const toneOfPhase = {
  draft: 'neutral',
  received: 'info',
  inProgress: 'info',
  waitingApplicant: 'warning',
  awaitingApproval: 'warning',
  awaitingSignature: 'warning',
  granted: 'success',
  refused: 'error',
  withdrawn: 'neutral',
  closed: 'neutral',
} as const satisfies Record<string, Tone>;

export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`rg-tag rg-tag-${tone}`}>{children}</span>;
}

export function StatusTag({ phase, title }: { phase: string; title: string }) {
  const tone: Tone = phase in toneOfPhase ? toneOfPhase[phase as keyof typeof toneOfPhase] : 'neutral';
  return <Tag tone={tone}>{title}</Tag>;
}
