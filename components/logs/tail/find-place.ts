/** A line in sight, and how far below the upper edge of the window it stands, in pixels. */
export interface Place {
  id: string;
  top: number;
}

/** How near to its end a box counts as being there, in pixels: places are fractions on some screens. */
const END_PX = 2;

/** Whether the end of what a box shows is in sight. */
export function isAtEnd(box: HTMLElement): boolean {
  return box.scrollHeight - box.scrollTop - box.clientHeight <= END_PX;
}

/** The line at the upper edge of a box of lines, or null when there is none. */
export function findPlace(box: HTMLElement): Place | null {
  const edge = box.getBoundingClientRect().top;
  const head = box.querySelector(".lgroup")?.getBoundingClientRect().height ?? 0;
  for (const row of box.querySelectorAll<HTMLElement>("[data-line]")) {
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom > edge + head) return { id: row.dataset.line ?? "", top };
  }
  return null;
}
