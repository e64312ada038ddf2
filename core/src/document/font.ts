import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const FACES = ['400Regular', '700Bold', '400Regular_Italic', '700Bold_Italic'];

/** PT Sans (SIL OFL), embedded into every PDF so that a paper looks the same everywhere and for ever. */
export function loadFonts(): Buffer[] {
  const require = createRequire(import.meta.url);
  return FACES.map((face) => readFileSync(require.resolve(`@expo-google-fonts/pt-sans/${face}/PTSans_${face}.ttf`)));
}

/**
 * Code points that a TrueType font can draw, from its `cmap` table (OpenType 1.9, subtable format 4).
 * PDF/A refuses a glyph that is not in the font, so we must know before we print.
 */
export function codePointsOf(font: Buffer): ReadonlySet<number> {
  const subtable = findFormat4(font, findTable(font, 'cmap'));
  const segments = font.readUInt16BE(subtable + 6) / 2;
  const ends = subtable + 14;
  const starts = ends + segments * 2 + 2;
  const points = new Set<number>();
  for (let at = 0; at < segments; at++) {
    const end = font.readUInt16BE(ends + at * 2);
    const start = font.readUInt16BE(starts + at * 2);
    for (let point = start; point <= end && point !== 0xffff; point++) {
      if (glyphOf(font, { starts, segments, at }, point) !== 0) points.add(point);
    }
  }
  return points;
}

function glyphOf(font: Buffer, place: { starts: number; segments: number; at: number }, point: number): number {
  const start = font.readUInt16BE(place.starts + place.at * 2);
  const delta = font.readUInt16BE(place.starts + (place.segments + place.at) * 2);
  const rangeAt = place.starts + (place.segments * 2 + place.at) * 2;
  const range = font.readUInt16BE(rangeAt);
  if (range === 0) return (point + delta) & 0xffff;
  const glyph = font.readUInt16BE(rangeAt + range + (point - start) * 2);
  return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
}

function findTable(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let at = 12; at < 12 + count * 16; at += 16) {
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8);
  }
  throw new Error(`The font has no table ${tag}`);
}

function findFormat4(font: Buffer, cmap: number): number {
  const count = font.readUInt16BE(cmap + 2);
  for (let at = cmap + 4; at < cmap + 4 + count * 8; at += 8) {
    const subtable = cmap + font.readUInt32BE(at + 4);
    if (font.readUInt16BE(at) === 3 && font.readUInt16BE(subtable) === 4) return subtable;
  }
  throw new Error('The font has no Unicode cmap of format 4');
}
