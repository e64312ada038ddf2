import type { Json } from '@reglament/core/rules';
import { type Compare, isSided } from './compare.ts';
import { type Call, callOf, innerOf, written } from './node.ts';

/** How what is true or false is drawn. Every expression of the language is one of these. */
export type Statement =
  | { readonly look: 'group'; readonly join: Join; readonly parts: readonly Json[] }
  | { readonly look: 'not'; readonly part: Json }
  | { readonly look: 'rows'; readonly quantifier: 'some' | 'all'; readonly list: Json; readonly part: Json }
  | { readonly look: 'choice'; readonly args: readonly Json[] }
  | Row;

export type Join = 'and' | 'or';

/** «Что – как – с чем». */
export interface Row {
  readonly look: 'row';
  readonly subject: Json;
  readonly compare: Compare;
  /** None, one, or two of «от … до …». */
  readonly sides: readonly Json[];
}

export function statementOf(node: Json): Statement {
  const call = callOf(node);
  if (call === undefined) return yes(node);
  const { operator, args } = call;
  const [first = '', second = ''] = args;
  switch (operator) {
    case 'and':
    case 'or':
      return { look: 'group', join: operator, parts: args };
    case '!':
      return negated(first);
    case 'some':
    case 'all':
      return { look: 'rows', quantifier: operator, list: first, part: second };
    case 'if':
      return { look: 'choice', args };
    default:
      return rowOf(node, call);
  }
}

function yes(subject: Json): Row {
  return { look: 'row', subject, compare: 'yes', sides: [] };
}

const opposites: Readonly<Partial<Record<Compare, Compare>>> = { yes: 'no', empty: 'answered', has: 'hasNot' };

/** What has a word of its own for «не»; anything else stays a part that is said to be wrong. */
function negated(part: Json): Statement {
  const inner = statementOf(part);
  const opposite = inner.look === 'row' ? opposites[inner.compare] : undefined;
  return inner.look === 'row' && opposite !== undefined ? { ...inner, compare: opposite } : { look: 'not', part };
}

function rowOf(node: Json, { operator, args }: Call): Row {
  const [first = '', second = '', third] = args;
  if (operator === 'empty') return { look: 'row', subject: first, compare: 'empty', sides: [] };
  if (!isSided(operator)) return yes(node);
  if (third !== undefined) {
    return { look: 'row', subject: second, compare: `within${operator}` as Compare, sides: [first, third] };
  }
  // «В списке есть …» speaks of the list; of a list that is written out, the other way round.
  if (operator === 'in' && !Array.isArray(second)) {
    return { look: 'row', subject: second, compare: 'has', sides: [first] };
  }
  return { look: 'row', subject: first, compare: operator, sides: [second] };
}

/** As it stands in the definition; `like` is how it stood before. */
export function statementNode(statement: Statement, like?: Json): Json {
  switch (statement.look) {
    case 'group':
      return written({ operator: statement.join, args: statement.parts }, like);
    case 'not':
      return written({ operator: '!', args: [statement.part] }, like);
    case 'rows':
      return written({ operator: statement.quantifier, args: [statement.list, statement.part] }, like);
    case 'choice':
      return written({ operator: 'if', args: statement.args }, like);
    case 'row':
      return rowNode(statement, like);
  }
}

function rowNode(row: Row, like: Json | undefined): Json {
  const { subject, compare, sides } = row;
  const [side = '', last = ''] = sides;
  switch (compare) {
    case 'yes':
      return subject;
    case 'no':
    case 'answered':
    case 'hasNot': {
      const inner = rowNode({ ...row, compare: affirmed[compare] }, innerOf(like));
      return written({ operator: '!', args: [inner] }, like);
    }
    case 'empty':
      return written({ operator: 'empty', args: [subject] }, like);
    case 'has':
      return written({ operator: 'in', args: [side, subject] }, like);
    case 'within<':
    case 'within<=':
    case 'within>':
    case 'within>=':
      return written({ operator: signOf[compare], args: [side, subject, last] }, like);
    default:
      return written({ operator: compare, args: [subject, side] }, like);
  }
}

const affirmed = { no: 'yes', answered: 'empty', hasNot: 'has' } as const;
const signOf = { 'within<': '<', 'within<=': '<=', 'within>': '>', 'within>=': '>=' } as const;
