import fc from 'fast-check';
import { ARITIES, type Json, type Operator } from '../../core/src/rules.ts';

const operators = Object.keys(ARITIES) as Operator[];
const paths = ['a', 'plots', 'plots.area', 'address.city', 'form.a', 'case.state', '', 'gone.x'];
const constants = [0, 1.5, -20, '', 'x', 'дом', '2026-01-31', '2026-13-99', true, false];

const path = fc.constantFrom(...paths);
const constant = fc.constantFrom<Json>(...constants);
const leaf: fc.Arbitrary<Json> = fc.oneof(
  constant,
  path.map((one) => ({ var: one })),
  path.map((one) => ({ var: [one] })),
  fc.constantFrom('far', 'gone').map((code) => ({ rule: code })),
  path.map((one) => ({ label: { var: one } })),
  path.map((one) => ({ label: [{ var: one }] })),
  fc.constant({ today: [] }),
);

/** Any expression of the rule language, as the format lets it be written: with and without a list around a single argument. */
export const anyRule: fc.Arbitrary<Json> = fc.letrec<{ node: Json }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('node'), { maxLength: 3 }),
    fc
      .constantFrom(...operators.filter((one) => !['var', 'rule', 'label', 'today'].includes(one)))
      .chain((operator) => {
        const { least, most } = ARITIES[operator];
        return fc
          .tuple(fc.array(tie('node'), { minLength: least, maxLength: Math.min(most, least + 2) }), fc.boolean())
          .map(([args, bare]) => {
            const [only] = args;
            return {
              [operator]: bare && args.length === 1 && !Array.isArray(only) && only !== undefined ? only : args,
            };
          });
      }),
  ),
})).node;
