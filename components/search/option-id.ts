import type { QueryOption } from "./option";

/** The element of an option, for `aria-activedescendant`. */
export function optionId(menu: string, { id }: QueryOption): string {
  return `${menu}-${encodeURIComponent(id)}`;
}
