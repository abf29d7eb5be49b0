/** The row of a line, where it is drawn. */
export function rowOf(box: HTMLElement | null, id: string | null): Element | null {
  return id === null ? null : (box?.querySelector(`[data-line="${CSS.escape(id)}"]`) ?? null);
}

/** The field that an element is part of. */
export function fieldAt(element: Element | null): { key: string; value: string } | null {
  const { field, value } = element?.closest<HTMLElement>("[data-field]")?.dataset ?? {};
  return field === undefined || !value ? null : { key: field, value };
}
