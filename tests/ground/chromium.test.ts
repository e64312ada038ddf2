import { expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';

test('Chromium из npm открывает страницу и рисует русские буквы', async () => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.setContent('<p>Заявки</p>');
  expect(await page.getByText('Заявки').isVisible()).toBe(true);
  // Letters that the font lacks are all drawn as one same box.
  const widths = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    return [...'Жижа'].map((letter) => context?.measureText(letter).width);
  });
  expect(new Set(widths).size).toBeGreaterThan(1);
});
