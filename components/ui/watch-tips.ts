const DELAY_MS = 400;
/** From one hint to the next nobody waits again. */
const SKIP_MS = 200;
/** Enough to cross the gap between an element and its hint. */
const LEAVE_MS = 120;

/** Calls back with the element whose hint is to be shown, or with null; the result ends that. */
export function watchTips(show: (element: HTMLElement | null) => void): () => void {
  let meant: HTMLElement | null = null;
  let isShown = false;
  let hiddenAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = (element: HTMLElement) => {
    clearTimeout(timer);
    meant = element;
    // A hint would lie over what its button has opened.
    const hasOpened = element.ariaHasPopup !== null && element.ariaExpanded === "true";
    if (hasOpened || !element.isConnected) return;
    isShown = true;
    show(element);
  };
  const close = () => {
    clearTimeout(timer);
    if (isShown) {
      hiddenAt = performance.now();
      show(null);
    }
    isShown = false;
  };
  const forget = () => {
    close();
    meant = null;
  };
  const over = (event: PointerEvent) => {
    if (event.pointerType === "touch" || !(event.target instanceof Element)) return;
    const element = event.target.closest<HTMLElement>("[data-tip]");
    if (event.target.closest(".tip") || (isShown && element === meant)) {
      clearTimeout(timer);
    } else if (element === null) {
      clearTimeout(timer);
      if (isShown) timer = setTimeout(forget, LEAVE_MS);
      else meant = null;
    } else if (element !== meant) {
      const isQuick = isShown || performance.now() - hiddenAt < SKIP_MS;
      clearTimeout(timer);
      meant = element;
      if (isQuick) open(element);
      else timer = setTimeout(() => open(element), DELAY_MS);
    }
  };
  const focus = ({ target }: FocusEvent) => {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
    if (element?.matches(":focus-visible")) open(element);
    else if (isShown) forget();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
  };
  const listeners = [
    ["pointerover", over],
    ["focusin", focus],
    ["focusout", close],
    ["pointerdown", close],
    ["click", close],
    ["scroll", close],
    ["keydown", press],
  ] as const;
  const options = { capture: true, passive: true };
  for (const [type, listener] of listeners)
    document.addEventListener(type, listener as EventListener, options);
  return () => {
    clearTimeout(timer);
    for (const [type, listener] of listeners)
      document.removeEventListener(type, listener as EventListener, options);
  };
}
