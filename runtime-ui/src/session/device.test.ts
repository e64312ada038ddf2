import { expect, test } from 'vitest';
import { deviceText } from './device.ts';

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0';

test.each([
  [`${chrome} Safari/537.36`, 'Chrome, Windows'],
  [`${chrome} Safari/537.36 Edg/142.0.0.0`, 'Edge, Windows'],
  [`${chrome} YaBrowser/25.10.0.0 Safari/537.36`, 'Яндекс Браузер, Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox, Linux'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/26.0 Mobile/15E148 Safari/604.1', 'Safari, iOS'],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36', 'Chrome, Android'],
  ['node', 'Неизвестная программа'],
  [null, 'Неизвестная программа'],
])('%j – %s', (userAgent, words) => {
  expect(deviceText(userAgent)).toBe(words);
});
