import { describe, expect, test } from 'vitest';
import { plainSight, scaleOf, sharpness, turned, turnedSize, zoomed } from './sight.ts';

describe('крупнее и мельче', () => {
  test.each([
    [1, 'in', 1.25],
    [1, 'out', 0.8],
    [0.71, 'in', 0.8],
    [0.71, 'out', 0.67],
    // A fit that is a step but for the rounding goes on to the next one.
    [0.9999, 'in', 1.25],
    [4, 'in', 4],
    [0.25, 'out', 0.25],
    [0.1, 'out', 0.1],
    [7, 'in', 7],
  ] as const)('%d, %s: %d', (shown, direction, next) => expect(zoomed(shown, direction)).toBe(next));
});

describe('сколько места', () => {
  const paper = { width: 600, height: 800 };
  const box = { width: 300, height: 300 };
  test('вмещено целиком, с поворотом – другой стороной, мелкое не растянуто', () => {
    expect(scaleOf(plainSight, paper, box)).toBe(0.375);
    expect(scaleOf(turned(plainSight), paper, { width: 400, height: 1000 })).toBe(0.5);
    expect(scaleOf(plainSight, { width: 10, height: 10 }, box)).toBe(1);
    expect(scaleOf({ zoom: 2, turns: 0 }, paper, box)).toBe(2);
  });
  test('четыре поворота – снова прямо', () => {
    expect(turned(turned(turned(turned(plainSight))))).toEqual(plainSight);
    expect([turnedSize(paper, 1), turnedSize(paper, 2)]).toEqual([{ width: 800, height: 600 }, paper]);
  });
  test('резкость – как у экрана, пока холст не слишком велик', () => {
    expect(sharpness(paper, 2)).toBe(2);
    const [width, height] = [40_000, 40_000];
    expect(width * height * sharpness({ width, height }, 2) ** 2).toBeCloseTo(16_000_000);
  });
});
