import type { Json, JsonObject } from '@reglament/sdk';
import { PlaceMap, type Scope, wholeScope } from './answer-place.ts';
import {
  type AttributeContent,
  type Compositor,
  type ElementContent,
  isFlag,
  joinPlace,
  type Particle,
  textSegment,
} from './content.ts';
import { chooser, presence, titleOfParticle } from './draft-level.ts';
import { allowsEmpty, writeValue } from './lexical.ts';
import type { ValueType } from './value-type.ts';
import { XmlNames } from './xml-names.ts';

/** Why answers make no document: `pointer` leads into them. */
export interface AnswerProblem {
  readonly pointer: string;
  /** Russian, names the question. */
  readonly message: string;
}

export interface Document {
  readonly xml: string;
  readonly problems: readonly AnswerProblem[];
}

export interface DocumentPlan {
  readonly root: ElementContent;
  readonly places: Readonly<Record<string, string>>;
  /** Place → value that no person gives. */
  readonly given?: Readonly<Record<string, string>>;
  /** A group without anything in it says that its element is there; of a form that was looked into it says nothing. */
  readonly keepsEmpty?: boolean;
}

/** Answers → the text of a document. The schema judges it afterwards; here only what cannot be written is told. */
export function writeDocument(plan: DocumentPlan, answers: JsonObject): Document {
  const writer = new ContentWriter(plan);
  const { xml, problems } = writer.inside(plan.root, { place: '', scope: wholeScope(answers), demanded: true });
  return { xml: writer.names.declare(xml), problems };
}

interface Spot {
  readonly place: string;
  readonly scope: Scope;
  /** Whether it has to be there. */
  readonly demanded: boolean;
}

/** What was written, and whether the answers had a part in it. */
interface Part {
  readonly xml: string;
  readonly answered: boolean;
  readonly problems: readonly AnswerProblem[];
}

const nothing: Part = { xml: '', answered: false, problems: [] };

class ContentWriter {
  readonly names: XmlNames;
  private readonly map: PlaceMap;
  private readonly given: Readonly<Record<string, string>>;
  private readonly keepsEmpty: boolean;

  constructor({ root, places, given = {}, keepsEmpty = false }: DocumentPlan) {
    this.names = new XmlNames(root.namespace);
    this.map = new PlaceMap(places);
    this.given = given;
    this.keepsEmpty = keepsEmpty;
  }

  private missing({ place, scope }: Spot, message: string): Part {
    return { ...nothing, problems: [{ pointer: this.map.pointer(place, scope), message }] };
  }

  private valueAt({ place, scope }: Spot): Json | undefined {
    const given = this.given[place];
    return given ?? this.map.find(place, scope);
  }

  private particle(particle: Particle, around: Spot): Part {
    const place = joinPlace(around.place, particle.segment);
    const spot = { ...around, place, demanded: around.demanded && particle.min > 0 };
    if (particle.max > 1) return this.many(particle, spot);
    if (particle.kind === 'element') return this.one(particle, spot);
    return particle.kind === 'choice' ? this.choice(particle, spot) : this.sequence(particle, spot);
  }

  private many(particle: Particle, spot: Spot): Part {
    const list = this.map.find(spot.place, spot.scope);
    const rows = Array.isArray(list) ? (list as readonly Json[]) : [];
    const parts = rows.map((row, index) => this.row(particle, spot, { row, index }));
    const title = titleOfParticle(particle);
    const short = rows.length < particle.min && (spot.demanded || rows.length > 0) && !isOptional(particle);
    const few = short ? this.missing(spot, `Добавьте «${title}»: нужно не меньше ${particle.min}`).problems : [];
    const whole = together(parts);
    return { ...whole, problems: [...whole.problems, ...few] };
  }

  private row(particle: Particle, spot: Spot, { row, index }: { row: Json; index: number }): Part {
    const isObject = typeof row === 'object' && row !== null && !Array.isArray(row);
    const scope = this.map.row(spot.place, spot.scope, { values: isObject ? (row as JsonObject) : {}, index });
    const here = { ...spot, scope, demanded: true };
    if (particle.kind !== 'element') return this.particle({ ...particle, segment: '', max: 1 }, here);
    if (particle.value !== undefined && !isObject)
      return this.simple(particle, particle.value, { spot: { ...here, place: '' }, value: row });
    return this.one(particle, here);
  }

  private sequence(compositor: Compositor, spot: Spot): Part {
    const whole = together(compositor.children.map((child) => this.particle(child, spot)));
    return spot.demanded || whole.answered ? this.again(compositor, spot, whole) : nothing;
  }

  /** An optional sequence that has something demands the rest of itself. */
  private again(compositor: Compositor, spot: Spot, whole: Part): Part {
    if (spot.demanded) return whole;
    return together(compositor.children.map((child) => this.particle(child, { ...spot, demanded: true })));
  }

  private choice(choice: Compositor, spot: Spot): Part {
    const which = joinPlace(spot.place, chooser);
    if (this.map.has(which)) return this.chosen(choice, spot, this.map.find(which, spot.scope));
    const parts = choice.children.map((child) => this.particle(child, { ...spot, demanded: false }));
    const filled = choice.children.filter((_, index) => parts[index]?.answered);
    const [only, ...others] = filled;
    if (others.length > 0) return { ...this.missing(spot, `Заполните что-то одно: ${titles(filled)}`), answered: true };
    if (only !== undefined) return this.particle({ ...only, min: Math.max(only.min, 1) }, { ...spot, demanded: true });
    if (!spot.demanded || isOptional(choice)) return nothing;
    return this.missing(spot, `Заполните что-то одно: ${titles(choice.children)}`);
  }

  private chosen(choice: Compositor, spot: Spot, value: Json | undefined): Part {
    let current: Particle | undefined = choice;
    let place = spot.place;
    const segments = typeof value === 'string' && value !== '' ? value.split('/') : [];
    if (segments.length === 0)
      return spot.demanded && !isOptional(choice)
        ? this.missing(spot, `Выберите: ${titles(choice.children)}`)
        : nothing;
    segments.forEach((segment, index) => {
      if (index > 0) place = joinPlace(place, segments[index - 1] ?? '');
      current =
        current !== undefined && current.kind !== 'element'
          ? current.children.find((child) => child.segment === segment)
          : undefined;
    });
    const branch = current as Particle | undefined;
    if (branch === undefined) return this.missing(spot, `Выберите из списка: ${titles(choice.children)}`);
    const part = this.particle({ ...branch, min: Math.max(branch.min, 1) }, { ...spot, place, demanded: true });
    return { ...part, answered: true };
  }

  /** One occurrence of an element; nothing when it need not be there and nobody has said anything of it. */
  private one(element: ElementContent, spot: Spot): Part {
    const flag = joinPlace(spot.place, presence);
    if (this.map.has(flag) && this.map.find(flag, spot.scope) !== true) return nothing;
    const demanded = spot.demanded || this.map.has(flag);
    if (isFlag(element)) return this.flag(element, { ...spot, demanded });
    if (element.value !== undefined && element.attributes.every(({ fixed }) => fixed !== undefined)) {
      return this.simple(element, element.value, { spot: { ...spot, demanded }, value: this.valueAt(spot) });
    }
    const whole = this.inside(element, { ...spot, demanded });
    if (whole.answered || demanded) return whole;
    return this.keepsEmpty && this.map.find(spot.place, spot.scope) !== undefined
      ? { ...whole, answered: true }
      : nothing;
  }

  private flag(element: ElementContent, spot: Spot): Part {
    const said = this.map.find(spot.place, spot.scope) === true;
    return said || spot.demanded
      ? { xml: this.tag(element, this.fixedAttributes(element), ''), answered: said, problems: [] }
      : nothing;
  }

  /** An element with all that is in it. */
  inside(element: ElementContent, spot: Spot): Part {
    const inner = { ...spot, demanded: true };
    const attributes = element.attributes.map((attribute) => this.attribute(attribute, inner));
    const text =
      element.value === undefined
        ? nothing
        : this.text(element.value, element.title, { ...spot, place: joinPlace(spot.place, textSegment) });
    const content = element.content === undefined ? nothing : this.particle(element.content, inner);
    const whole = together([...attributes, text, content]);
    if (!whole.answered && spot.demanded && element.nillable)
      return { ...nothing, xml: this.tag(element, ` ${this.names.nil()}`, '') };
    return { ...whole, xml: this.tag(element, together(attributes).xml, text.xml + content.xml) };
  }

  private simple(
    element: ElementContent,
    type: ValueType,
    { spot, value }: { spot: Spot; value: Json | undefined },
  ): Part {
    const attributes = this.fixedAttributes(element);
    if (isBlank(value)) {
      if (!spot.demanded) return nothing;
      if (element.fixed !== undefined)
        return { ...nothing, xml: this.tag(element, attributes, escapeText(element.fixed)) };
      if (value === '' && allowsEmpty(type)) return { ...nothing, xml: this.tag(element, attributes, '') };
      if (element.nillable) return { ...nothing, xml: this.tag(element, `${attributes} ${this.names.nil()}`, '') };
      return this.missing(spot, `Укажите «${element.title}»`);
    }
    const written = writeValue(type, value as Json);
    if ('problem' in written)
      return { ...this.missing(spot, `«${element.title}»: ${written.problem}`), answered: true };
    return { xml: this.tag(element, attributes, escapeText(written.text)), answered: true, problems: [] };
  }

  private text(type: ValueType, title: string, spot: Spot): Part {
    const value = this.valueAt(spot);
    if (isBlank(value)) return allowsEmpty(type) ? nothing : this.missing(spot, `Укажите «${title}»`);
    const written = writeValue(type, value as Json);
    if ('problem' in written) return { ...this.missing(spot, `«${title}»: ${written.problem}`), answered: true };
    return { xml: escapeText(written.text), answered: true, problems: [] };
  }

  private attribute(attribute: AttributeContent, around: Spot): Part {
    const spot = { ...around, place: joinPlace(around.place, attribute.segment) };
    if (attribute.fixed !== undefined)
      return attribute.required ? { ...nothing, xml: this.pair(attribute, attribute.fixed) } : nothing;
    const value = this.valueAt(spot);
    if (isBlank(value)) {
      if (value === '' && attribute.required && allowsEmpty(attribute.value))
        return { ...nothing, xml: this.pair(attribute, '') };
      return attribute.required ? this.missing(spot, `Укажите «${attribute.title}»`) : nothing;
    }
    const written = writeValue(attribute.value, value as Json);
    if ('problem' in written)
      return { ...this.missing(spot, `«${attribute.title}»: ${written.problem}`), answered: true };
    return { xml: this.pair(attribute, written.text), answered: true, problems: [] };
  }

  private fixedAttributes(element: ElementContent): string {
    return element.attributes
      .map((one) => (one.required && one.fixed !== undefined ? this.pair(one, one.fixed) : ''))
      .join('');
  }

  private pair({ namespace, name }: AttributeContent, value: string): string {
    return ` ${this.names.of(namespace, name)}="${escapeAttribute(value)}"`;
  }

  private tag({ namespace, name }: ElementContent, attributes: string, content: string): string {
    const qualified = this.names.of(namespace, name);
    return `<${qualified}${attributes}>${content}</${qualified}>`;
  }
}

function together(parts: readonly Part[]): Part {
  return {
    xml: parts.map(({ xml }) => xml).join(''),
    answered: parts.some(({ answered }) => answered),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

/** Whether it may be left out, or stand without anything in it. */
function isOptional(particle: Particle): boolean {
  if (particle.min === 0) return true;
  if (particle.kind === 'element') return false;
  return particle.kind === 'choice' ? particle.children.some(isOptional) : particle.children.every(isOptional);
}

function titles(particles: readonly Particle[]): string {
  return particles.map((particle) => `«${titleOfParticle(particle)}»`).join(', ');
}

function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&#xD;');
}

function escapeAttribute(text: string): string {
  const written: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    '\t': '&#x9;',
    '\n': '&#xA;',
    '\r': '&#xD;',
  };
  return text.replace(/[&<>"\t\n\r]/g, (sign) => written[sign] ?? sign);
}
