export interface PixelSize {
  width: number;
  height: number;
}

/** Pages of an image as its own headers state them; nothing is decoded. Empty when the headers cannot be read. */
export function imageSizes(bytes: Buffer, kind: 'png' | 'jpg' | 'tif'): PixelSize[] {
  try {
    return READERS[kind](bytes);
  } catch (error) {
    // A header that points outside of the file.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

const READERS = { png: pngSize, jpg: jpegSize, tif: tiffSizes } as const;

function pngSize(bytes: Buffer): PixelSize[] {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return [];
  return [{ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }];
}

/** Frame headers SOF0…SOF15 apart from DHT, JPG and DAC (ITU T.81, table B.1). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function jpegSize(bytes: Buffer): PixelSize[] {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return [];
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (isFrameHeader(marker)) {
      return [{ height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }];
    } else {
      at += 2 + bytes.readUInt16BE(at + 2);
    }
  }
  return [];
}

const MAX_PAGES = 2000;

function tiffSizes(bytes: Buffer): PixelSize[] {
  const little = bytes.toString('latin1', 0, 2) === 'II';
  const uint16 = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const uint32 = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const pages: PixelSize[] = [];
  const seen = new Set<number>();
  let directory = uint32(4);
  while (directory !== 0 && !seen.has(directory) && pages.length < MAX_PAGES) {
    seen.add(directory);
    const count = uint16(directory);
    const field = (tag: number) => {
      for (let at = directory + 2; at < directory + 2 + count * 12; at += 12) {
        // Type 3 is a 16-bit value, left-justified in the field (TIFF 6.0, section 2).
        if (uint16(at) === tag) return uint16(at + 2) === 3 ? uint16(at + 8) : uint32(at + 8);
      }
      return 0;
    };
    pages.push({ width: field(256), height: field(257) });
    directory = uint32(directory + 2 + count * 12);
  }
  return pages;
}
