const MAX_TAGS = 32;
/** Loggly's rule for a tag. */
const TAG = /^\w[\w.-]{0,63}$/;

/** The tags in a path, a header and a query, each with several between commas; what is none is left out. */
export function readTags(given: (string | null | undefined)[]): string[] {
  const tags = given.flatMap((text) =>
    (text ?? "")
      .slice(0, 4_096)
      .split(",")
      .map((tag) => tag.trim()),
  );
  return [...new Set(tags.filter((tag) => TAG.test(tag)))].slice(0, MAX_TAGS);
}
