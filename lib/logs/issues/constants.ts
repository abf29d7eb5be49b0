/** The platform of issues that count lines of a log: the mark by which pages and searches know them. */
export const logPlatform = "log";

/** Patterns that a project counts at once. */
export const patternLimit = 50;
