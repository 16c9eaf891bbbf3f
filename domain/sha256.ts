/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const ROUND: readonly number[] = fractions(64, Math.cbrt);
/** … of the square roots of the first 8 (5.3.3). */
const START: readonly number[] = fractions(8, Math.sqrt);

function fractions(count: number, root: (n: number) => number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n += 1)
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes.map((prime) => ((root(prime) % 1) * 2 ** 32) | 0);
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/**
 * SHA-256 of a text in UTF-8, in hex (FIPS 180-4): for a dry rehearsal in a browser, which has none that answers
 * at once.
 */
export function sha256(text: string): string {
  const bytes = paddedBytes(text);
  const hash = [...START];
  const w = Array.from({ length: 64 }, () => 0);
  for (let at = 0; at < bytes.length; at += 64) {
    for (let n = 0; n < 16; n += 1)
      w[n] = [0, 1, 2, 3].reduce((word, k) => (word << 8) | (bytes[at + n * 4 + k] ?? 0), 0);
    for (let n = 16; n < 64; n += 1) {
      const [early, late] = [w[n - 15] ?? 0, w[n - 2] ?? 0];
      const s0 = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
      const s1 = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
      w[n] = ((w[n - 16] ?? 0) + s0 + (w[n - 7] ?? 0) + s1) | 0;
    }
    mix(hash, w);
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function mix(hash: number[], w: readonly number[]): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let n = 0; n < 64; n += 1) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND[n] ?? 0) + (w[n] ?? 0)) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [n, word] of [a, b, c, d, e, f, g, h].entries()) hash[n] = ((hash[n] ?? 0) + word) | 0;
}

/** The text's bytes, a one bit, zeros, and the length in bits, to a whole number of blocks. */
function paddedBytes(text: string): number[] {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    const point = code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000)
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 63),
        0x80 | ((point >> 6) & 63),
        0x80 | (point & 63),
      );
  }
  const bits = bytes.length * 8;
  bytes.push(0x80);
  while (bytes.length % 64 !== 56) bytes.push(0);
  for (let shift = 7; shift >= 0; shift -= 1) bytes.push(Math.floor(bits / 2 ** (shift * 8)) & 255);
  return bytes;
}
