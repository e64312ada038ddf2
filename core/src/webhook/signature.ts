import { createHmac } from 'node:crypto';

/** `t=<Unix time, seconds>,v1=<HMAC-SHA256 of «t.body», hex>`: the time is signed too, so that an old message does not pass for new. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const time = Math.floor(at.getTime() / 1000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}
