"use client";

import type { ComponentProps } from "react";
import { eventPath } from "./event-address";

/**
 * Shows another event of the issue without loading a page: the address changes, the scroll position and the view
 * stay. Next keeps the path and the history in step.
 */
export function showEvent(shortId: string, selector: string): void {
  window.history.pushState(null, "", eventPath(shortId, selector) + window.location.search);
}

/** A link to another event; modifier keys and the middle button do what they do on any link. */
export function EventLink({
  shortId,
  selector,
  onShow,
  children,
  ...rest
}: { shortId: string; selector: string; onShow?: () => void } & Omit<
  ComponentProps<"a">,
  "href" | "onClick"
>) {
  return (
    <a
      {...rest}
      href={eventPath(shortId, selector)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
        event.preventDefault();
        showEvent(shortId, selector);
        onShow?.();
      }}
    >
      {children}
    </a>
  );
}
