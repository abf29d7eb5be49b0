/** The attribute that `tags[name]` means; undefined for any other name. */
export function tagOf(key: string): string | undefined {
  return /^tags\[(.+)\]$/.exec(key)?.[1];
}
