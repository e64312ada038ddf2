import type { Compositor, ElementContent, Particle, ValueType } from '@reglament/xml/information-type';
import { translatePatterns } from '@reglament/xml/information-type';
import fc from 'fast-check';

/** Documents by the tree of a schema, made without the forms and without the writer of the plugin. */
export class XmlMaker {
  private state: number;
  private readonly namespaces = new Map<string, string>();

  constructor(seed: number) {
    this.state = seed;
  }

  document(root: ElementContent): string {
    const xml = this.element({ ...root, min: 1, max: 1 }, 0);
    const declared = [...this.namespaces].map(([uri, prefix]) => ` xmlns:${prefix}="${uri}"`).join('');
    return xml.replace(/^<[^\s>/]+/, (opening) => opening + declared);
  }

  private random(below: number): number {
    this.state = (Math.imul(this.state ^ (this.state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return ((this.state >>> 8) % 65_536) % below;
  }

  private name(uri: string, local: string): string {
    if (uri === '') return local;
    const prefix = this.namespaces.get(uri) ?? `g${this.namespaces.size}`;
    this.namespaces.set(uri, prefix);
    return `${prefix}:${local}`;
  }

  private times({ min, max }: Particle, depth: number): number {
    const most = Math.min(max, min + (depth > 6 ? 0 : 2));
    return min + this.random(most - min + 1);
  }

  private particle(particle: Particle, depth: number): string {
    const turns = Array.from({ length: this.times(particle, depth) }, () =>
      particle.kind === 'element' ? this.element(particle, depth + 1) : this.turn(particle, depth),
    );
    // A group that need not be there and has nothing in it says nothing: a form has no way to say it either.
    const isGroup = particle.kind === 'element' && particle.content !== undefined;
    return turns.filter((xml) => !(isGroup && particle.min === 0 && /^<[^ >]+><\/[^ >]+>$/.test(xml))).join('');
  }

  private turn({ kind, children }: Compositor, depth: number): string {
    if (kind !== 'choice') return children.map((child) => this.particle(child, depth)).join('');
    const branch = children[this.random(children.length)];
    // A branch that may be empty would leave the choice without a sign of having been made.
    return branch === undefined ? '' : this.particle({ ...branch, min: Math.max(branch.min, 1) }, depth);
  }

  private element(element: ElementContent, depth: number): string {
    const tag = this.name(element.namespace, element.name);
    const attributes = element.attributes.flatMap(({ namespace, name, required, fixed, value }) => {
      if (fixed !== undefined && !required) return [];
      return required || this.random(3) > 0
        ? [` ${this.name(namespace, name)}="${escaped(fixed ?? this.value(value))}"`]
        : [];
    });
    const inside =
      element.value === undefined
        ? element.content === undefined
          ? ''
          : this.particle(element.content, depth)
        : escaped(element.fixed ?? this.value(element.value));
    return `<${tag}${attributes.join('')}>${inside}</${tag}>`;
  }

  private value(type: ValueType): string {
    if (type.choices !== undefined) return type.choices[this.random(type.choices.length)]?.value ?? '';
    if (type.item !== undefined) return [this.value(type.item), this.value(type.item)].join(' ');
    if (type.members !== undefined)
      return this.value(type.members[this.random(type.members.length)] ?? { base: 'string', patterns: [] });
    const pool = type.patterns.length > 0 ? matching(type) : [];
    if (pool.length > 0) return pool[this.random(pool.length)] ?? '';
    return this.plain(type);
  }

  private plain(type: ValueType): string {
    const two = (below: number) => String(1 + this.random(below)).padStart(2, '0');
    switch (type.base) {
      case 'boolean':
        return this.random(2) === 0 ? 'false' : 'true';
      case 'date':
        return `20${10 + this.random(15)}-${two(12)}-${two(28)}`;
      case 'dateTime':
        return `20${two(30)}-${two(12)}-${two(28)}T${two(23)}:${two(59)}:${two(59)}`;
      case 'ID':
        return `id${this.random(60_000)}`;
      case 'gYear':
        return `20${two(30)}`;
      case 'decimal':
        return String(this.number(type)) + (type.fractionDigits === 0 ? '' : '.5');
      case 'base64Binary':
        return '0L/RgNC40LzQtdGA';
    }
    return /^(?:.*[iI]nt.*|long|short|byte|unsigned.*)$/.test(type.base) ? String(this.number(type)) : this.text(type);
  }

  private number(type: ValueType): number {
    const least = Math.max(Number(type.minInclusive ?? type.minExclusive ?? 0), 0);
    const digits = (type.totalDigits ?? 5) - (type.base === 'decimal' ? 1 : 0);
    const most = Math.min(Number(type.maxInclusive ?? type.maxExclusive ?? 1000), 10 ** digits - 1);
    return least + 1 + this.random(Math.max(1, Math.min(most - least - 1, 5000)));
  }

  private text({ length, minLength, maxLength }: ValueType): string {
    const letters = 'Съешь ещё этих мягких булок & <да> "чаю"';
    const least = length ?? minLength ?? 1;
    const most = Math.min(length ?? maxLength ?? 40, least + 30);
    const size = Math.max(1, least + this.random(most - least + 1));
    const text = Array.from({ length: size }, () => letters[this.random(letters.length)] ?? 'х').join('');
    // The ends are letters: a blank text is no answer, and a clerk types none at an end.
    return `я${text.slice(1, -1).replace(/ {2,}/g, (spaces) => 'ж'.repeat(spaces.length))}${size > 1 ? 'я' : ''}`;
  }
}

const pools = new Map<string, readonly string[]>();

function matching(type: ValueType): readonly string[] {
  const key = JSON.stringify(type);
  const known = pools.get(key);
  if (known !== undefined) return known;
  const translated = type.patterns.map((patterns) => translatePatterns(patterns));
  const [first, ...rest] = translated
    .flatMap((one) => ('pattern' in one ? [new RegExp(one.pattern, 'u')] : []))
    .reverse();
  const least = type.length ?? type.minLength ?? 1;
  const most = type.length ?? type.maxLength ?? Number.POSITIVE_INFINITY;
  const made =
    first === undefined
      ? []
      : fc
          .sample(fc.stringMatching(first, { size: 'small' }), { seed: 20_261_125, numRuns: 300 })
          .filter(
            (text) =>
              text.trim() === text && text.length >= least && text.length <= most && !/[^\u0020-\uD7FF]/.test(text),
          )
          .filter((text) => rest.every((other) => other.test(text)) && fits(type, text));
  const pool = made.slice(0, 30);
  pools.set(key, pool);
  return pool;
}

/** Numbers and dates with a pattern of their own have to be numbers and dates as well. */
function fits({ base, minInclusive, maxInclusive }: ValueType, text: string): boolean {
  if (base === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (minInclusive !== undefined && Number(text) < Number(minInclusive)) return false;
  return maxInclusive === undefined || Number(text) <= Number(maxInclusive);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
