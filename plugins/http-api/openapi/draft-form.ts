import type { FormDefinition, JsonSchema } from '@reglament/format';
import type { DraftNote, Json, JsonObject } from '@reglament/sdk';
import { type Document, followed, isObject, joined } from './document.ts';
import { FieldCodes } from './field-code.ts';
import { leafSchema, merged, typeOf } from './value-schema.ts';

export interface Side {
  readonly form: FormDefinition;
  readonly places: Readonly<Record<string, string>>;
}

/** A form that grows out of schemas of the wire. */
export class FormDraft {
  readonly notes: DraftNote[] = [];
  private readonly document: Document;
  private readonly side: 'question' | 'answer';
  private readonly left: string | undefined;
  private readonly codes = new FieldCodes();
  private readonly properties: Record<string, JsonSchema> = {};
  private readonly required: string[] = [];
  private readonly places: Record<string, string> = {};
  private fields = 0;

  /** `left`: a place that nobody fills in by hand. */
  constructor(document: Document, side: 'question' | 'answer', left?: string) {
    this.document = document;
    this.side = side;
    this.left = left;
  }

  /** A value of its own: a parameter, an answer that is no object. */
  add(name: string, { place, schema, required }: Value): void {
    this.put({ properties: this.properties, required: this.required, codes: this.codes, around: '' }, name, {
      ...{ place, required, depth: 0 },
      schema,
    });
  }

  /** All that stands in an object. */
  addAll(schema: JsonObject, place: string): void {
    this.inside(
      { properties: this.properties, required: this.required, codes: this.codes, around: '' },
      { schema, place, required: true, depth: 0 },
    );
  }

  result(title: string): Side {
    const { properties, required, places } = this;
    const fields = Object.keys(properties);
    return {
      form: {
        schema: { type: 'object', properties, ...(required.length === 0 ? {} : { required }) },
        sections: fields.length === 0 ? [] : [{ code: 'main', title, fields }],
      },
      places,
    };
  }

  private note(
    level: DraftNote['level'],
    code: string,
    { place, message }: Pick<DraftNote, 'place' | 'message'>,
  ): void {
    this.notes.push({ level, code, place, message });
  }

  private inside(level: Level, { schema, place, depth }: Standing): void {
    const whole = merged(this.document, schema);
    const required = new Set(Array.isArray(whole.required) ? whole.required : []);
    for (const [name, value] of Object.entries(isObject(whole.properties) ? whole.properties : {})) {
      const inner = followed(this.document, value);
      if (!isObject(inner) || this.isOther(inner)) continue;
      if (name === '__proto__') {
        this.note('warning', 'strangeName', {
          place: joined(place, name),
          message: `Поле «${name}» не перенесено: такое имя нельзя`,
        });
        continue;
      }
      this.put(level, name, {
        schema: inner,
        place: joined(place, name),
        required: required.has(name),
        depth: depth + 1,
      });
    }
  }

  /** What only the other side writes. */
  private isOther({ readOnly, writeOnly }: JsonObject): boolean {
    return this.side === 'question' ? readOnly === true : writeOnly === true;
  }

  private put(level: Level, name: string, standing: Standing): void {
    const { place, required, depth } = standing;
    if (place === this.left) return;
    const schema = merged(this.document, standing.schema);
    this.fields += 1;
    if (this.fields > MOST_FIELDS || depth > DEEPEST) {
      if (this.fields === MOST_FIELDS + 1 || depth > DEEPEST) {
        const message = `Поле «${name}» не перенесено: описание слишком велико или ссылается само на себя`;
        this.note(required ? 'error' : 'warning', 'tooDeep', { place, message });
      }
      return;
    }
    const kind = typeOf(schema);
    if (kind === undefined) {
      const message = `Поле «${name}» не перенесено: форма не выражает выбора из разных видов значений`;
      this.note(required && this.side === 'question' ? 'error' : 'warning', 'unexpressed', { place, message });
      return;
    }
    const code = level.codes.give(name);
    const path = level.around + code;
    if (kind === 'object' && !isObject(schema.properties)) {
      const message = `Поле «${name}» не перенесено: какие в нём поля, не сказано`;
      this.note(required && this.side === 'question' ? 'error' : 'warning', 'unexpressed', { place, message });
      return;
    }
    if (kind === 'object') this.group({ level, code, path, name }, { ...standing, schema });
    else if (kind === 'array') this.list({ level, code, path, name }, { ...standing, schema });
    else {
      const { schema: leaf, left } = leafSchema(schema, name);
      if (left !== undefined) this.note('info', 'left', { place, message: `«${name}»: ${left}` });
      level.properties[code] = leaf;
      this.places[path] = place;
    }
    if (required && level.properties[code] !== undefined) level.required.push(code);
  }

  private group({ level, code, path, name }: Spot, standing: Standing): void {
    const inner: Level = { properties: {}, required: [], codes: new FieldCodes(), around: `${path}.` };
    this.inside(inner, standing);
    if (Object.keys(inner.properties).length === 0) return;
    level.properties[code] = { title: titleIn(standing.schema, name), type: 'object', ...levelSchema(inner) };
  }

  private list({ level, code, path, name }: Spot, standing: Standing): void {
    const { schema, place, depth } = standing;
    const value = followed(this.document, schema.items);
    const items = merged(this.document, isObject(value) ? value : {});
    const kind = typeOf(items);
    const limits = limitsOf(schema);
    if (kind === 'object') {
      const inner: Level = { properties: {}, required: [], codes: new FieldCodes(), around: `${path}[].` };
      this.inside(inner, { schema: items, place: `${place}/*`, required: true, depth: depth + 1 });
      if (Object.keys(inner.properties).length === 0) return;
      level.properties[code] = {
        ...{ title: titleIn(schema, name), type: 'array', ...limits },
        items: { type: 'object', ...levelSchema(inner) },
      };
    } else if (kind !== undefined && kind !== 'array') {
      level.properties[code] = {
        ...{ title: titleIn(schema, name), type: 'array', ...limits },
        items: leafSchema(items, name).schema,
      };
    } else {
      this.note('warning', 'unexpressed', {
        place,
        message: `Список «${name}» не перенесён: форма не выражает таких строк`,
      });
      return;
    }
    this.places[path] = place;
  }
}

interface Value {
  readonly place: string;
  readonly schema: JsonObject;
  readonly required: boolean;
}

interface Standing extends Value {
  readonly depth: number;
}

interface Level {
  readonly properties: Record<string, JsonSchema>;
  readonly required: string[];
  readonly codes: FieldCodes;
  readonly around: string;
}

interface Spot {
  readonly level: Level;
  readonly code: string;
  readonly path: string;
  readonly name: string;
}

const MOST_FIELDS = 500;
const DEEPEST = 8;

function levelSchema({ properties, required }: Level) {
  return { properties, ...(required.length === 0 ? {} : { required }) };
}

function limitsOf({ minItems, maxItems }: JsonObject): Pick<JsonSchema, 'minItems' | 'maxItems'> {
  const number = (value: Json | undefined) => (typeof value === 'number' ? value : undefined);
  const [least, most] = [number(minItems), number(maxItems)];
  return { ...(least === undefined ? {} : { minItems: least }), ...(most === undefined ? {} : { maxItems: most }) };
}

function titleIn({ title, description }: JsonObject, name: string): string {
  const words = [title, description].find((one) => typeof one === 'string' && one.trim() !== '');
  return (typeof words === 'string' ? (words.trim().split('\n')[0] ?? name) : name).slice(0, 300);
}
