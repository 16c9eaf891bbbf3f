/** The fastest a stepped clock may be asked to go: campaign seconds a second. Faster is a slip of the pen. */
export const MOST_SPEED = 1e9;

/** The same in whole campaign days a second. */
export const MOST_DAYS_A_SECOND = Math.floor(MOST_SPEED / 86_400);
