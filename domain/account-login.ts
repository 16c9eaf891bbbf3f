/** Logins and the codes that people type. */

/** How a login is kept and compared: NFKC, lower case, no blanks around it. */
export const foldLogin = (given: string): string => given.normalize("NFKC").trim().toLowerCase();

/** An e-mail address, or a name of 3 to 64 letters, digits, dots, dashes and underscores. */
export function isLogin(login: string): boolean {
  const folded = foldLogin(login);
  if (folded.length > 200) return false;
  return isEmail(folded) || /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}._-]{2,63}$/u.test(folded);
}

export const isEmail = (text: string): boolean =>
  /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+\.[^\s@.]+$/.test(text);

/** What is written on a slip has no letters that look like others: Crockford's 32. */
export const SLIP_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 60 bits in three groups of four: short enough to type, too many to try. */
export const SLIP_LENGTH = 12;

/** ABCD-EFGH-JKMN, as it is printed. */
export const slipWords = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1-");

/** As it was typed: without blanks and dashes, O for 0, I and L for 1; null when it is none. */
export function readSlip(typed: string): string | null {
  const plain = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}.]/gu, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  const known =
    plain.length === SLIP_LENGTH && [...plain].every((one) => SLIP_LETTERS.includes(one));
  return known ? plain : null;
}
