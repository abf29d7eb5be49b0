/** Characters of a query; what is beyond is not read. */
export const maximumLength = 4096;

/** Parentheses inside parentheses. */
export const maximumNesting = 32;

/** Words between the words of `"a b"~5`. */
export const maximumDistance = 1000;
