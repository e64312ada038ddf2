import { randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's second choice after Argon2id, which Node 22 lacks: 16 MB a hash, about a quarter of a second of one core. */
const cost = { N: 2 ** 14, r: 8, p: 5 } as const;
const keyLength = 32;

/** `scrypt$N$r$p$salt$key`, base64url: the parameters stay with the hash, so that they can grow later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * Does the same work whether there is such an account or not: without a hash the password is tried against one that
 * nobody has, so that the time of an answer does not tell which logins exist.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = (hash ?? nobody).split('$');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined)
    throw new Error('unknown scheme of a password hash');
  const expected = Buffer.from(key, 'base64url');
  const derived = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(derived, expected) && hash !== undefined;
}

const nobody = ['scrypt', cost.N, cost.r, cost.p, 'A'.repeat(22), 'A'.repeat(43)].join('$');

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** Without characters that are taken for one another when read from paper. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to hand over once: four groups of four, 79 bits. */
export function issuePassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

const minLength = 12;
/** Long enough to pass by length and yet the first to be tried. */
const worst = [
  'password1234',
  'passwordpassword',
  'qwertyuiop',
  'qwerty123456',
  'qwertyqwerty',
  'qwertyuiopasdf',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'zaq12wsxcde3',
  'administrator',
  'adminadminadmin',
  'йцукенгшщзхъ',
  'йцукен123456',
  'пароль123456',
  'парольпароль',
  'администратор',
  'iloveyou1234',
  'letmein12345',
  'demo-reglament-1',
];

/** Why a new password will not do, in words; undefined when it will. NIST SP 800-63B: length and known bad ones, no classes. */
export function weakness(password: string, login: string): string | undefined {
  const lower = password.normalize('NFKC').toLowerCase();
  if ([...password].length < minLength)
    return `Пароль короче ${minLength} символов. Подойдёт фраза из нескольких слов.`;
  if (lower.includes(login.toLowerCase())) return 'Пароль содержит логин. Придумайте другой.';
  if (worst.some((bad) => lower.startsWith(bad) && lower.length <= bad.length + 4) || isMonotonous(lower)) {
    return 'Этот пароль слишком известен или прост. Придумайте другой.';
  }
  return undefined;
}

/** Few different characters, or a run such as 123456789012. */
function isMonotonous(text: string): boolean {
  if (new Set(text).size < 5) return true;
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.filter((step) => Math.abs(step) === 1).length > steps.length * 0.8;
}
