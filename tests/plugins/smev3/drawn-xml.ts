import fc from 'fast-check';

type Drawn =
  | { kind: 'text'; text: string }
  | { kind: 'cdata'; text: string }
  | { kind: 'comment' }
  | { kind: 'instruction' }
  | {
      kind: 'element';
      prefix: string;
      local: string;
      declares: Record<string, string>;
      attributes: { name: string; value: string }[];
      children: Drawn[];
    };
const namespace = fc.constantFrom('urn:a', 'urn:b', 'urn:A', 'http://б.рф/1', 'urn:x?a&b', 'urn:root');
const attribute = fc.record({
  name: fc.constantFrom('Id', 'id', 'я', 'a:z', 'b:z', 'b:Z', 'ns1:q', 'ф:q', 'z'),
  value: fc.string({
    unit: fc.constantFrom('a', ' ', '<', '>', '&', '"', "'", '\r', '\n', '\t', 'ж', '😀'),
    maxLength: 6,
  }),
});
const letters = fc.constantFrom(
  'a',
  ' ',
  '<',
  '>',
  '&',
  ']',
  ']]>',
  '\r',
  '\n',
  '\t',
  'ж',
  '😀',
  '"',
  '\u00a0',
  '\u0085',
);
const text = fc.oneof(
  fc.string({ unit: letters, maxLength: 16 }),
  // Past the ends of blocks.
  fc
    .tuple(fc.integer({ min: 500, max: 530 }), fc.string({ unit: letters, maxLength: 20 }))
    .map(([length, end]) => 'x'.repeat(length) + end),
);

/** Well-formed documents with all that canonicalisation and the transform look at, written as nobody would by hand. */
export const drawnXml: fc.Arbitrary<string> = fc
  .letrec<{ element: Drawn; content: Drawn }>((tie) => ({
    element: fc.record({
      kind: fc.constant('element' as const),
      prefix: fc.constantFrom('', 'a', 'b', 'ns1', 'ф'),
      local: fc.constantFrom('e', 'Запрос', 'x.y', 'A-1', '_'),
      declares: fc.dictionary(fc.constantFrom('', 'a', 'b', 'ns1', 'ф'), namespace, { maxKeys: 3 }),
      attributes: fc.uniqueArray(attribute, { selector: ({ name }) => name, maxLength: 5 }),
      children: fc.array(tie('content'), { maxLength: 5, depthIdentifier: 'xml' }),
    }),
    content: fc.oneof(
      { depthIdentifier: 'xml', depthSize: 'medium' },
      fc.record({ kind: fc.constant('text' as const), text }),
      fc.record({ kind: fc.constant('cdata' as const), text }),
      fc.constant({ kind: 'comment' as const }),
      fc.constant({ kind: 'instruction' as const }),
      tie('element'),
    ),
  }))
  .element.map((root) => write(root, { '': 'urn:root' }, true));

function write(node: Drawn, scope: Readonly<Record<string, string>>, isRoot = false): string {
  if (node.kind === 'comment') return '<!-- <не & видно> -->';
  if (node.kind === 'instruction') return '<?go x="1"?>';
  if (node.kind === 'text') return escapeAll(node.text);
  if (node.kind === 'cdata') return `<![CDATA[${node.text.replaceAll('\r', '').replace(/\](?=\]*>)/g, '')}]]>`;
  const declares: Record<string, string> = { ...(isRoot ? scope : {}), ...node.declares };
  const seen = { ...scope, ...declares };
  const needed = [
    node.prefix,
    ...node.attributes.map(({ name }) => (name.includes(':') ? (name.split(':')[0] ?? '') : '')),
  ];
  for (const prefix of needed) {
    if (seen[prefix] !== undefined) continue;
    declares[prefix] = 'urn:late';
    seen[prefix] = 'urn:late';
  }
  const written = Object.entries(declares).map(
    ([prefix, uri]) => ` xmlns${prefix && `:${prefix}`}='${escapeAll(uri)}'`,
  );
  const names = new Set<string>();
  for (const { name, value } of node.attributes) {
    const [prefix = '', local] = name.includes(':') ? name.split(':') : ['', name];
    const full = prefix === '' ? `:${local}` : `${seen[prefix]}:${local}`;
    if (names.has(full)) continue;
    names.add(full);
    written.push(`\n ${name} = "${escapeAll(value)}"`);
  }
  const name = node.prefix === '' ? node.local : `${node.prefix}:${node.local}`;
  const content = node.children.map((child) => write(child, seen)).join('');
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

/** Everything that a reader would normalise is written as a reference. */
function escapeAll(value: string): string {
  return value.replace(/[<>&"'\r\n\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
