/** How a paper is looked at: `fit` fits it into the window; quarter turns clockwise. */
export interface Sight {
  readonly zoom: number | 'fit';
  readonly turns: 0 | 1 | 2 | 3;
}

export const plainSight: Sight = { zoom: 'fit', turns: 0 };

/** Of the paper's own size; a step is what the eye takes for one. */
const steps = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4] as const;

/** The next step from how large it is shown at the moment, `fit` included. */
export function zoomed(shown: number, direction: 'in' | 'out'): number {
  // What fits is seldom a step itself: a hair's breadth is none.
  const found =
    direction === 'in' ? steps.find((step) => step > shown * 1.01) : steps.findLast((step) => step < shown * 0.99);
  return found ?? (direction === 'in' ? Math.max(shown, 4) : Math.min(shown, 0.25));
}

export function turned({ zoom, turns }: Sight): Sight {
  return { zoom, turns: ((turns + 1) % 4) as Sight['turns'] };
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function turnedSize({ width, height }: Size, turns: Sight['turns']): Size {
  return turns % 2 === 0 ? { width, height } : { width: height, height: width };
}

/** How large a picture is shown: whole inside the window, never larger than it is, unless one asks. */
export function scaleOf(sight: Sight, paper: Size, box: Size): number {
  if (sight.zoom !== 'fit') return sight.zoom;
  const { width, height } = turnedSize(paper, sight.turns);
  return Math.min(box.width / width, box.height / height, 1);
}

/** Pixels of the screen for one of the page: as sharp as the screen, as long as the browser can keep such a canvas. */
const mostPixels = 16_000_000;

export function sharpness({ width, height }: Size, ratio: number): number {
  return Math.min(ratio, Math.sqrt(mostPixels / (width * height)));
}
