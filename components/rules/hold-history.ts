/**
 * Keeps the browser's back and forward on this page: `ask` gets how to go there after all. The result ends that.
 *
 * Only where the browser has the Navigation API, and once for each time that somebody did something on the page: browsers let
 * nobody be held for longer. Pages of another document are not kept from here: the browser asks by itself (`beforeunload`).
 */
export function holdHistory(ask: (go: () => void) => void): () => void {
  if (!("navigation" in window)) return () => {};
  const { navigation, location, history } = window;
  let isLeaving = false;
  const onNavigate = (event: NavigateEvent) => {
    const { destination, navigationType, cancelable } = event;
    if (isLeaving || navigationType !== "traverse" || !cancelable || !destination.sameDocument) return;
    if (new URL(destination.url).pathname === location.pathname) return;
    event.preventDefault();
    const steps = destination.index - (navigation.currentEntry?.index ?? 0);
    ask(() => {
      isLeaving = true;
      history.go(steps);
    });
  };
  navigation.addEventListener("navigate", onNavigate);
  return () => navigation.removeEventListener("navigate", onNavigate);
}
