import type { PlainElement } from '../plain-xml.ts';
import { AttributeReading } from './build-attributes.ts';
import type { Compositor, ElementContent, Particle } from './content.ts';
import { words } from './content-words.ts';
import { boundsOf, multiplied, named, sequenceOf } from './particles.ts';
import { SchemaFault, type SchemaNote } from './schema-fault.ts';
import {
  type Component,
  findPart,
  type Home,
  keyOf,
  nameOfKey,
  partsOf,
  placeOf,
  resolveName,
  type SchemaModel,
  schemaNamespace,
  substitutesFor,
} from './schema-model.ts';
import { titleOf } from './titles.ts';
import { contentValueType, namedValueType, type ValueType, valueTypeOf } from './value-type.ts';

const contentLimits = {
  /** Elements and attributes with a value of their own. */
  leaves: 5000,
  /** How often a type may stand inside itself. */
  recursion: 2,
  depth: 24,
  /** Elements of all kinds: what has no value of its own counts as well. */
  elements: 20_000,
} as const;

export interface RootContent {
  readonly root: ElementContent;
  readonly notes: readonly SchemaNote[];
  readonly leaves: number;
}

/** The content of a root element. @throws SchemaFault when it is not there or too large */
export function buildContent(model: SchemaModel, key: string): RootContent {
  const component = model.elements.get(key);
  if (component === undefined) throw new SchemaFault('noRoot', nameOfKey(key), 'Такого корневого элемента в схеме нет');
  const building = new Building(model);
  const root = building.element(component.node, component.home, { path: '', open: [key] });
  return { root, notes: [...building.notes.values()], leaves: building.leaves };
}

interface Around {
  /** Place of the parent, for notes. */
  readonly path: string;
  /** Named types, elements and groups that are being read, outermost first. */
  readonly open: readonly string[];
}

interface TypeContent {
  readonly value?: ValueType;
  readonly content?: Compositor;
  readonly attributes: ElementContent['attributes'];
  readonly documented: readonly PlainElement[];
}

const empty: TypeContent = { attributes: [], documented: [] };

class Building {
  readonly notes = new Map<string, SchemaNote>();
  leaves = 0;
  private elements = 0;
  private readonly model: SchemaModel;
  private readonly attributes: AttributeReading;

  constructor(model: SchemaModel) {
    this.model = model;
    this.attributes = new AttributeReading(model, (note) => this.note(note));
  }

  private note(note: SchemaNote): void {
    this.notes.set(`${note.code} ${note.place} ${note.message}`, note);
  }

  private say(
    node: PlainElement,
    home: Home,
    [level, code, message]: readonly [SchemaNote['level'], string, string],
  ): void {
    this.note({ level, code, place: placeOf(home, node), message });
  }

  /** An element where it is described; `use` is where it stands, with its bounds. */
  element(node: PlainElement, home: Home, { use = node, ...around }: Around & { use?: PlainElement }): ElementContent {
    const name = node.attributes.name ?? '';
    this.elements += 1;
    const isGlobal = this.model.elements.get(keyOf(home.target, name))?.node === node;
    const isQualified =
      isGlobal || (node.attributes.form ?? (home.elementsQualified ? 'qualified' : '')) === 'qualified';
    const path = around.path === '' ? name : `${around.path}/${name}`;
    const type = this.typeOf(node, home, { ...around, path });
    if (type.content === undefined) this.count(node, home, type.value === undefined ? 0 : 1);
    this.count(node, home, type.attributes.length);
    const { fixed } = node.attributes;
    const { documented, ...rest } = type;
    return {
      kind: 'element',
      segment: name,
      name,
      namespace: isQualified ? home.target : '',
      nillable: node.attributes.nillable === 'true' || node.attributes.nillable === '1',
      ...titleOf({ nodes: [use, node, ...documented], name }),
      ...(fixed === undefined ? {} : { fixed }),
      ...boundsOf(use),
      place: placeOf(home, node),
      ...rest,
    };
  }

  private count(node: PlainElement, home: Home, more: number): void {
    this.leaves += more;
    if (this.leaves <= contentLimits.leaves && this.elements <= contentLimits.elements) return;
    throw new SchemaFault(
      'tooManyFields',
      placeOf(home, node),
      `Полей больше ${contentLimits.leaves}: возьмите меньшую схему`,
    );
  }

  private typeOf(node: PlainElement, home: Home, around: Around): TypeContent {
    const named = node.attributes.type;
    if (named !== undefined) return this.namedType(resolveName(named, node, home), { node, home, around });
    const simple = findPart(node, 'simpleType');
    if (simple !== undefined)
      return { ...empty, value: valueTypeOf(simple, home, this.typeReading()), documented: [simple] };
    const complex = findPart(node, 'complexType');
    if (complex !== undefined) return this.complexType(complex, home, around);
    this.say(node, home, words.anyType({ path: around.path }));
    return { ...empty, value: { base: 'string', patterns: [] } };
  }

  private typeReading() {
    return { model: this.model, note: (note: SchemaNote) => this.note(note) };
  }

  private namedType(
    key: string,
    { node, home, around }: { node: PlainElement; home: Home; around: Around },
  ): TypeContent {
    if (key === keyOf(schemaNamespace, 'anyType')) {
      this.say(node, home, words.anyTypeNamed({ path: around.path }));
    }
    const component = this.model.types.get(key);
    if (component === undefined) {
      if (!key.startsWith(`{${schemaNamespace}}`)) {
        this.say(node, home, words.unknownType({ name: nameOfKey(key), path: around.path }));
      }
      return { ...empty, value: namedValueType(key, this.typeReading()) };
    }
    if (component.node.name === 'simpleType') {
      return { ...empty, value: namedValueType(key, this.typeReading()), documented: [component.node] };
    }
    if (component.node.attributes.abstract === 'true') {
      this.say(node, home, words.abstractType({ name: nameOfKey(key), path: around.path }));
    }
    return this.complexType(component.node, component.home, { ...around, open: [...around.open, key] });
  }

  private complexType(node: PlainElement, home: Home, around: Around): TypeContent {
    if (node.attributes.mixed === 'true') {
      this.say(node, home, words.mixed({ path: around.path }));
    }
    const simple = findPart(node, 'simpleContent');
    const attributes = this.attributes.of(node, home);
    if (simple !== undefined)
      return { attributes, value: contentValueType(simple, home, this.typeReading()), documented: [node] };
    const complex = findPart(node, 'complexContent');
    const step = complex === undefined ? undefined : findPart(complex, 'extension', 'restriction');
    const own = this.contentOf(step ?? node, home, around);
    const base = step?.name === 'extension' ? this.baseContent(step, home, around) : undefined;
    const parts = [base, own].filter((part) => part !== undefined);
    const content = parts.length < 2 ? parts[0] : sequenceOf(parts, placeOf(home, node));
    return { attributes, documented: [node], ...(content === undefined ? {} : { content }) };
  }

  private baseContent(step: PlainElement, home: Home, around: Around): Compositor | undefined {
    const key = resolveName(step.attributes.base ?? '', step, home);
    const base = this.model.types.get(key);
    if (base === undefined || around.open.filter((one) => one === key).length > contentLimits.recursion)
      return undefined;
    return this.complexType(base.node, base.home, { ...around, open: [...around.open, key] }).content;
  }

  private contentOf(node: PlainElement, home: Home, around: Around): Compositor | undefined {
    const part = findPart(node, 'sequence', 'choice', 'all', 'group');
    if (part === undefined) return undefined;
    const [particle] = this.particle(part, home, around);
    if (particle === undefined) return undefined;
    return particle.kind === 'element' ? sequenceOf([particle], particle.place) : { ...particle, segment: '' };
  }

  /** Nothing for what a form cannot hold, which is noted. */
  private particle(node: PlainElement, home: Home, around: Around): Particle[] {
    if (boundsOf(node).max === 0) return [];
    switch (node.name) {
      case 'element':
        return this.usedElement(node, home, around);
      case 'group':
        return this.usedGroup(node, home, around);
      case 'sequence':
      case 'choice':
      case 'all': {
        const children = partsOf(node).flatMap((part) => this.particle(part, home, around));
        if (children.length === 0) return [];
        const { title, untitled } = titleOf({ nodes: [node], name: '' });
        const compositor = {
          kind: node.name,
          children: named(children),
          segment: '',
          place: placeOf(home, node),
          ...boundsOf(node),
        } as const;
        return [untitled ? compositor : { ...compositor, title }];
      }
      case 'any':
        this.say(node, home, words.any({ path: around.path }));
        return [];
      default:
        return [];
    }
  }

  private usedGroup(node: PlainElement, home: Home, around: Around): Particle[] {
    const key = resolveName(node.attributes.ref ?? '', node, home);
    const group = this.model.groups.get(key);
    if (group === undefined) {
      this.say(node, home, words.unknownGroup({ name: nameOfKey(key) }));
      return [];
    }
    if (this.isTooDeep(`group ${key}`, { node, home, around })) return [];
    const inner = { ...around, open: [...around.open, `group ${key}`] };
    const [content] = partsOf(group.node).flatMap((part) => this.particle(part, group.home, inner));
    if (content === undefined) return [];
    return [{ ...content, ...multiplied(boundsOf(node), content) } as Particle];
  }

  private usedElement(node: PlainElement, home: Home, around: Around): Particle[] {
    const { ref } = node.attributes;
    const key = ref === undefined ? undefined : resolveName(ref, node, home);
    const target = key === undefined ? { node, home } : this.model.elements.get(key);
    if (target === undefined) {
      this.say(node, home, words.unknownElement({ name: ref ?? '' }));
      return [];
    }
    const members = key === undefined ? [] : substitutesFor(this.model, key);
    if (members.length > 0 && key !== undefined) return this.substitution(key, members, { node, home, around });
    if (this.isTooDeep(target.node.attributes.type ?? key ?? '', { node, home, around, type: target })) return [];
    const open = key === undefined ? around.open : [...around.open, key];
    return [this.element(target.node, target.home, { ...around, open, use: node })];
  }

  /** A head of a substitution group stands for any of its members: a choice between them. */
  private substitution(
    key: string,
    members: readonly string[],
    { node, home, around }: { node: PlainElement; home: Home; around: Around },
  ): Particle[] {
    const head = this.model.elements.get(key);
    const candidates = head?.node.attributes.abstract === 'true' ? members : [key, ...members];
    this.say(
      node,
      home,
      words.substitution({ name: nameOfKey(key), path: around.path, members: candidates.map(nameOfKey).join(', ') }),
    );
    const children = candidates.flatMap((candidate): Particle[] => {
      const found = this.model.elements.get(candidate);
      if (found === undefined || this.isTooDeep(candidate, { node, home, around })) return [];
      return [
        { ...this.element(found.node, found.home, { ...around, open: [...around.open, candidate] }), min: 1, max: 1 },
      ];
    });
    return [{ kind: 'choice', children: named(children), segment: '', place: placeOf(home, node), ...boundsOf(node) }];
  }

  private isTooDeep(
    key: string,
    { node, home, around, type }: { node: PlainElement; home: Home; around: Around; type?: Component },
  ): boolean {
    const resolved = type?.node.attributes.type === undefined ? key : resolveName(key, type.node, type.home);
    const times = around.open.filter((one) => one === resolved).length;
    const depth = around.path.split('/').length;
    if (times < contentLimits.recursion && depth < contentLimits.depth) return false;
    const what =
      times >= contentLimits.recursion
        ? `вложен сам в себя: показано уровней – ${contentLimits.recursion}`
        : `вложен глубже ${contentLimits.depth} уровней: дальше не показано`;
    const level = boundsOf(node).min > 0 ? 'error' : 'warning';
    this.say(node, home, [
      level,
      'recursion',
      `«${node.attributes.name ?? node.attributes.ref ?? nameOfKey(resolved)}» в «${around.path}» ${what}`,
    ]);
    return true;
  }
}
