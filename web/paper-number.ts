/**
 * A paper's number as it is written on it: `08-KH/BCĐ`; below ten with a zero (HD 36-HD/VPTW).
 * The symbol may come whole, or as what follows the number.
 */
export function numberWords(number: number | null, symbol: string | null): string | null {
  if (number === null) return null;
  if (symbol === null) return String(number).padStart(2, "0");
  return /^\d/.test(symbol) ? symbol : `${String(number).padStart(2, "0")}${symbol}`;
}
