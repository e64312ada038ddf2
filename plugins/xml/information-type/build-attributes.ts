import type { PlainElement } from '../plain-xml.ts';
import type { AttributeContent } from './content.ts';
import type { SchemaNote } from './schema-fault.ts';
import {
  findPart,
  type Home,
  keyOf,
  nameOfKey,
  partsOf,
  placeOf,
  resolveName,
  type SchemaModel,
} from './schema-model.ts';
import { titleOf } from './titles.ts';
import { namedValueType, type ValueType, valueTypeOf } from './value-type.ts';

const mostSteps = 50;

/** Attributes of complex types, with those of their bases and attribute groups. */
export class AttributeReading {
  private readonly model: SchemaModel;
  private readonly note: (note: SchemaNote) => void;

  constructor(model: SchemaModel, note: (note: SchemaNote) => void) {
    this.model = model;
    this.note = note;
  }

  of(type: PlainElement, home: Home): AttributeContent[] {
    const found = new Map<string, AttributeContent | undefined>();
    this.collect(type, home, { found, steps: 0 });
    return [...found.values()].filter((attribute) => attribute !== undefined);
  }

  /** What is nearer to the type stands over what it comes from; `use="prohibited"` takes away. */
  private collect(
    node: PlainElement,
    home: Home,
    into: { found: Map<string, AttributeContent | undefined>; steps: number },
  ): void {
    if (into.steps > mostSteps) return;
    const content = findPart(node, 'simpleContent', 'complexContent');
    const step = content === undefined ? undefined : findPart(content, 'extension', 'restriction');
    const base = step?.attributes.base;
    const baseType =
      step === undefined || base === undefined ? undefined : this.model.types.get(resolveName(base, step, home));
    if (baseType?.node.name === 'complexType') {
      this.collect(baseType.node, baseType.home, { ...into, steps: into.steps + 1 });
    }
    this.own(step ?? node, home, into);
  }

  private own(
    node: PlainElement,
    home: Home,
    into: { found: Map<string, AttributeContent | undefined>; steps: number },
  ): void {
    for (const part of partsOf(node)) {
      if (part.name === 'attribute') this.take(part, home, into.found);
      if (part.name === 'anyAttribute') {
        const message = 'Любые атрибуты (xs:anyAttribute) не заполняются и не читаются';
        this.note({ level: 'warning', code: 'anyAttribute', place: placeOf(home, part), message });
      }
      if (part.name !== 'attributeGroup' || into.steps > mostSteps) continue;
      const key = resolveName(part.attributes.ref ?? '', part, home);
      const group = this.model.attributeGroups.get(key);
      if (group !== undefined) this.own(group.node, group.home, { ...into, steps: into.steps + 1 });
      else {
        const message = `Группа атрибутов «${nameOfKey(key)}» нигде не описана`;
        this.note({ level: 'error', code: 'unknownGroup', place: placeOf(home, part), message });
      }
    }
  }

  private take(use: PlainElement, home: Home, found: Map<string, AttributeContent | undefined>): void {
    const { ref } = use.attributes;
    const key = ref === undefined ? undefined : resolveName(ref, use, home);
    const target = key === undefined ? { node: use, home } : this.model.attributes.get(key);
    if (target === undefined) {
      const message = `Атрибут «${ref}» нигде не описан: приложите файл с ним`;
      this.note({
        level: use.attributes.use === 'required' ? 'error' : 'warning',
        code: 'unknownAttribute',
        place: placeOf(home, use),
        message,
      });
      return;
    }
    const name = target.node.attributes.name ?? '';
    const isQualified =
      key !== undefined || (use.attributes.form ?? (home.attributesQualified ? 'qualified' : '')) === 'qualified';
    const namespace = isQualified ? target.home.target : '';
    const fixed = use.attributes.fixed ?? target.node.attributes.fixed;
    if (use.attributes.use === 'prohibited') {
      found.set(keyOf(namespace, name), undefined);
      return;
    }
    found.set(keyOf(namespace, name), {
      segment: `@${name}`,
      name,
      namespace,
      required: use.attributes.use === 'required',
      ...(fixed === undefined ? {} : { fixed }),
      ...titleOf({ nodes: [use, target.node, ...this.documented(target)], name }),
      value: this.valueOf(target),
      place: placeOf(home, use),
    });
  }

  private documented({ node, home }: { node: PlainElement; home: Home }): PlainElement[] {
    const { type } = node.attributes;
    const found =
      type === undefined ? findPart(node, 'simpleType') : this.model.types.get(resolveName(type, node, home))?.node;
    return found === undefined ? [] : [found];
  }

  private valueOf({ node, home }: { node: PlainElement; home: Home }): ValueType {
    const reading = { model: this.model, note: this.note };
    const { type } = node.attributes;
    if (type !== undefined) return namedValueType(resolveName(type, node, home), reading);
    const inner = findPart(node, 'simpleType');
    return inner === undefined ? { base: 'string', patterns: [] } : valueTypeOf(inner, home, reading);
  }
}
