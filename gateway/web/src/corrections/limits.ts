/** The longest reason, appeal or answer, in letters. */
export const LONGEST = 1000;
