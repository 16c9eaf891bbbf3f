const MOST_MS = 240_000;

/**
 * Waits until something is so; looks again and again, because these tests never measure time. The limit only tells
 * what was waited for when it never comes.
 */
export async function until(
  what: string | (() => string),
  look: () => Promise<boolean>,
): Promise<void> {
  const last = Date.now() + MOST_MS;
  while (!(await look())) {
    if (Date.now() > last)
      throw new Error(`waited in vain until ${typeof what === "string" ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
