/** An escape, a class, a repetition, an anchor, any run, a choice or a mark in parentheses. */
const sign = /\\|\[[^\]]+\]|[\])][*?]|[\])\w]\+|\.[*+?]|\{\d|^\^|\$$|\(\?|\([^()]*\|/;
/** A quote, or a class that is not closed: the slash belongs to a phrase or a name. */
const isOther = /^(?:\\.|[^\\])*?(?:"|\[(?:\\.|[^\]\\])*$)/s;

/** Whether a text with white space that stands between two slashes is meant as a pattern: two paths are in slashes, too. */
export function looksLikePattern(source: string): boolean {
  return source.trim() === source && sign.test(source) && !isOther.test(source);
}
