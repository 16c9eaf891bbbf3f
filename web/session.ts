/** Asks the person to sign in again without leaving the page; true when they did. */
type SignInAgain = () => Promise<boolean>;

let ask: SignInAgain | null = null;

/** The dialog that can do it, while it is on the page. */
export function offerSignIn(one: SignInAgain | null): void {
  ask = one;
}

/** False where nobody can ask: the failure is then shown as any other. */
export async function signInAgain(): Promise<boolean> {
  return ask === null ? false : ask();
}
