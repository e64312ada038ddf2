import type { Json } from '@reglament/core/rules';
import { createContext, type ReactNode, useContext } from 'react';
import type { Scope } from './scope.ts';
import type { Subject } from './subjects.ts';
import type { Wants } from './term-choices.ts';

/** Of what is true or false. */
export interface BlockProps {
  /** Undefined: no condition. */
  rule: Json | undefined;
  scope: Scope;
  /** Place of its rows among the others: «2.»; empty for the whole condition. */
  prefix: string;
  /** What holds without a row; a part within a condition always has some. */
  otherwise?: string;
  onChange: (rule: Json | undefined) => void;
}

/** Of what has a value. */
export interface TermProps {
  node: Json;
  scope: Scope;
  names: TermNames;
  wants: Wants;
  /** What lends its kind, its values and its roubles to a constant. */
  near?: Subject | undefined;
  /** Constants say nothing as what is compared: there they are not offered. */
  constants?: boolean;
  onChange: (node: Json) => void;
}

/** A value that is no part of a condition: it has a label of its own, may be left out, and a choice goes by its words. */
export interface Alone {
  readonly id: string;
  readonly otherwise: string;
  readonly onClear: () => void;
}

/** How the inputs are called for who does not see them side by side. */
export interface TermNames {
  readonly pick: string;
  readonly value: string;
  /** Place of the parts within. */
  readonly within: string;
}

export function namesWithin(within: string): TermNames {
  return { pick: `Условие ${within}: что`, value: `Условие ${within}: значение`, within };
}

interface Drawing {
  readonly statement: (props: BlockProps) => ReactNode;
  readonly term: (props: TermProps) => ReactNode;
}

/** A condition holds values that hold conditions: what is within is drawn by what is given here, so that no file needs itself. */
export const Nested = createContext<Drawing>({ statement: () => null, term: () => null });

export function NestedStatement(props: BlockProps) {
  const { statement: Statement } = useContext(Nested);
  return <Statement {...props} />;
}

export function NestedTerm(props: TermProps) {
  const { term: Term } = useContext(Nested);
  return <Term {...props} />;
}
