/** Counting stops here: the number is for the eye. */
export const deadLetterCountCap = 1_000;
