import type { FieldUi, FormDefinition, FormSection, JsonSchema } from '@reglament/format';
import { type Compositor, type ElementContent, isFlag, isPlainValue, joinPlace, type Particle } from './content.ts';
import {
  addElement,
  addInside,
  addParticle,
  chooser,
  type Drafting,
  type FormSide,
  type Level,
  newLevel,
  presence,
  type Standing,
  setField,
  titleOfParticle,
} from './draft-level.ts';
import { CodeBook } from './field-code.ts';
import type { SchemaNote } from './schema-fault.ts';

export interface FormDraft {
  readonly form: FormDefinition;
  readonly places: Readonly<Record<string, string>>;
  readonly notes: readonly SchemaNote[];
}

/** Fields with more inputs get a section of their own. */
const ownSectionFrom = 8;

/** The form of a root element. */
export function draftForm(root: ElementContent, side: FormSide): FormDraft {
  const drafting: Drafting = { side, places: {}, notes: [] };
  const layout = new Layout(drafting);
  const section = layout.section(root.title, undefined);
  if (root.content === undefined) addInside(drafting, layout.level, { element: root, place: '' });
  else {
    const { content, ...outside } = root;
    addInside(drafting, layout.level, { element: outside, place: '' });
    layout.put(Object.keys(layout.level.properties), section, undefined);
    layout.particle(content, { place: '', demanded: true }, { section, parent: root.name });
  }
  layout.put(Object.keys(layout.level.properties), section, undefined);
  return { form: layout.form(), places: drafting.places, notes: drafting.notes };
}

type Rule = unknown;

interface Where {
  readonly section: OpenSection;
  /** Name of the element around, for codes that are taken. */
  readonly parent: string;
  readonly visible?: Rule;
}

interface OpenSection {
  readonly code: string;
  readonly title: string;
  readonly fields: string[];
  readonly visible: Rule;
}

/** Groups that hold a choice are laid out flat, because a rule of a form speaks of its own fields; others stay groups. */
class Layout {
  readonly level: Level = newLevel('');
  private readonly sections: OpenSection[] = [];
  private readonly sectionCodes = new CodeBook();
  private readonly ui: Record<string, FieldUi> = {};
  private readonly drafting: Drafting;

  constructor(drafting: Drafting) {
    this.drafting = drafting;
  }

  section(title: string, visible: Rule): OpenSection {
    const section = { code: this.sectionCodes.give('section'), title, fields: [], visible };
    this.sections.push(section);
    return section;
  }

  form(): FormDefinition {
    const { properties, required } = this.level;
    const filled = this.sections.filter(({ fields }) => fields.length > 0);
    const sections = filled.map(
      ({ code, title, fields, visible }): FormSection => ({
        code,
        title,
        fields,
        ...(visible === undefined ? {} : { visible }),
      }),
    );
    return {
      schema: { type: 'object', properties, ...(required.length === 0 ? {} : { required }) },
      sections,
      ...(Object.keys(this.ui).length === 0 ? {} : { ui: this.ui }),
    };
  }

  /** Fields that stand in no section yet. */
  put(codes: readonly string[], section: OpenSection, visible: Rule): void {
    for (const code of codes) {
      if (this.sections.some(({ fields }) => fields.includes(code))) continue;
      const schema = this.level.properties[code];
      const large = schema !== undefined && inputsIn(schema) > ownSectionFrom;
      const own = large ? this.section(schema?.title ?? section.title, visible ?? section.visible) : section;
      own.fields.push(code);
      const isOwn = own !== section;
      if (visible !== undefined && !isOwn) this.ui[code] = { ...this.ui[code], visible: visible as FieldUi['visible'] };
    }
  }

  particle(particle: Particle, standing: Standing, where: Where): void {
    if (particle.max > 1) {
      this.plain(() => addParticle(this.drafting, this.level, { particle, standing }), where);
      return;
    }
    if (particle.kind === 'element') {
      this.element(particle, standing, where);
      return;
    }
    if (particle.kind === 'choice' && this.drafting.side === 'question') {
      this.choice(particle, standing, where);
      return;
    }
    const place = joinPlace(standing.place, particle.segment);
    const demanded = standing.demanded && particle.min > 0 && particle.kind !== 'choice';
    for (const child of particle.children) this.particle(child, { place, demanded }, where);
  }

  private plain(add: () => void, { section, visible }: Where): void {
    const known = new Set(Object.keys(this.level.properties));
    add();
    this.put(
      Object.keys(this.level.properties).filter((code) => !known.has(code)),
      section,
      visible,
    );
  }

  private element(element: ElementContent, standing: Standing, where: Where): void {
    if (element.content === undefined || !this.isLaidOut(element, standing)) {
      this.plain(() => addElement(this.drafting, this.level, { element, standing }), where);
      return;
    }
    const place = joinPlace(standing.place, element.segment);
    const visible = this.presence(element, { place, demanded: standing.demanded && element.min > 0 }, where);
    const section = this.section(element.title, visible ?? where.section.visible);
    const { content, ...outside } = element;
    this.plain(() => addInside(this.drafting, this.level, { element: outside, place }), {
      section,
      parent: element.name,
    });
    this.particle(content, { place, demanded: true }, { section, parent: element.name });
  }

  private isLaidOut(element: ElementContent, { place }: Standing): boolean {
    if (this.drafting.side === 'question') return hasChoice(element.content);
    return (
      !place.replaceAll(/[?*]\d+\/?/g, '').includes('/') &&
      place.split('/').filter((part) => !/^[?*]/.test(part) && part !== '').length === 0
    );
  }

  /** Whether an optional group is there is a question of its own; the rule by which its fields are shown. */
  private presence(element: ElementContent, { place, demanded }: Standing, where: Where): Rule {
    const around = where.visible ?? where.section.visible;
    if (demanded || element.min > 0 || this.drafting.side === 'answer') return around;
    const code = this.level.codes.give(`with ${element.name}`);
    setField(this.drafting, this.level, {
      code,
      place: joinPlace(place, presence),
      demanded: false,
      schema: { title: `Указать: ${element.title}`, type: 'boolean' },
    });
    this.put([code], where.section, where.visible);
    return both(around, { '==': [{ var: code }, true] });
  }

  private choice(choice: Compositor, standing: Standing, where: Where): void {
    const place = joinPlace(standing.place, choice.segment);
    const branches = branchesOf(choice, '');
    const code = this.level.codes.give(`${where.parent} kind`);
    const schema: JsonSchema = {
      title: choice.title ?? 'Что указать',
      type: 'string',
      oneOf: branches.map(({ particle, segment }) => ({ const: segment, title: titleOfParticle(particle) })),
    };
    const demanded = standing.demanded && choice.min > 0;
    setField(this.drafting, this.level, { code, place: joinPlace(place, chooser), demanded, schema });
    this.put([code], where.section, where.visible);
    this.ui[code] = { ...this.ui[code], widget: demanded && branches.length <= 3 ? 'radio' : 'select', width: 'full' };
    for (const { particle, segment } of branches) {
      const visible = both(where.visible ?? where.section.visible, { '==': [{ var: code }, segment] });
      const inner = segment.split('/').slice(0, -1);
      // One branch is taken whole once it is chosen: what it demands is demanded.
      const branch = { ...particle, min: Math.max(particle.min, 1) };
      this.particle(
        isFlagOnly(branch) ? particle : branch,
        { place: joinPlace(place, ...inner), demanded: true },
        { ...where, visible },
      );
    }
  }
}

/** A branch that only says «yes» is said by choosing it. */
function isFlagOnly(particle: Particle): boolean {
  return particle.kind === 'element' && isFlag(particle);
}

interface Branch {
  readonly particle: Particle;
  /** From the choice down. */
  readonly segment: string;
}

/** A choice whose branch is a choice again offers all of them at once. */
function branchesOf({ children }: Compositor, path: string): Branch[] {
  return children.flatMap((child): Branch[] => {
    const segment = joinPlace(path, child.segment);
    if (child.kind === 'choice' && child.min === 1 && child.max === 1) return branchesOf(child, segment);
    return [{ particle: child, segment }];
  });
}

function hasChoice(particle: Particle | undefined): boolean {
  if (particle === undefined || particle.max > 1) return false;
  if (particle.kind === 'choice') return true;
  if (particle.kind !== 'element') return particle.children.some(hasChoice);
  return !isPlainValue(particle) && hasChoice(particle.content);
}

function both(one: Rule, other: Rule): Rule {
  if (one === undefined) return other;
  const first = typeof one === 'object' && one !== null && 'and' in one && Array.isArray(one.and) ? one.and : [one];
  return { and: [...first, other] };
}

function inputsIn({ properties, items }: JsonSchema): number {
  if (items !== undefined) return inputsIn(items);
  if (properties === undefined) return 1;
  return Object.values(properties).reduce((sum, field) => sum + inputsIn(field), 0);
}
