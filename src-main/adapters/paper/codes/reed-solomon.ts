// Reed–Solomon correction codewords over GF(256) with the QR polynomial 0x11d.

const EXP = new Uint8Array(510);
const LOG = new Uint8Array(256);
for (let i = 0, value = 1; i < 255; i++) {
  EXP[i] = EXP[i + 255] = value;
  LOG[value] = i;
  value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
}

const generators = new Map<number, Uint8Array>();

/** Logarithms of the generator polynomial's coefficients below the leading one, highest power first. */
function generator(degree: number): Uint8Array {
  const known = generators.get(degree);
  if (known) return known;
  let polynomial = [1];
  for (let root = 0; root < degree; root++) {
    const next = [...polynomial, 0];
    for (let i = 0; i < polynomial.length; i++) {
      const coefficient = polynomial[i] ?? 0;
      next[i + 1] = (next[i + 1] ?? 0) ^ (coefficient ? (EXP[(LOG[coefficient] ?? 0) + root] ?? 0) : 0);
    }
    polynomial = next;
  }
  const logs = Uint8Array.from(polynomial.slice(1), coefficient => LOG[coefficient] ?? 0);
  generators.set(degree, logs);
  return logs;
}

/** The `degree` correction codewords of one block. */
export function correction(data: Uint8Array, degree: number): Uint8Array {
  const logs = generator(degree);
  const remainder = new Uint8Array(degree);
  for (const byte of data) {
    const factor = byte ^ (remainder[0] ?? 0);
    remainder.copyWithin(0, 1);
    remainder[degree - 1] = 0;
    if (factor === 0) continue;
    const log = LOG[factor] ?? 0;
    for (let i = 0; i < degree; i++) remainder[i] = (remainder[i] ?? 0) ^ (EXP[(logs[i] ?? 0) + log] ?? 0);
  }
  return remainder;
}
