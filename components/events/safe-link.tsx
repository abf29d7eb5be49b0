import type { ReactNode } from "react";

/**
 * Where a text from an event may lead: its address when it is a full http or https one, else undefined. What the
 * parser read is what the link gets, never the text itself.
 */
export function safeHref(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined;
}

/** A link out of an event, or the bare text when it leads nowhere safe. */
export function SafeLink({ href, children }: { href: string; children: ReactNode }) {
  const address = safeHref(href);
  if (address === undefined) return children;
  return (
    <a className="link" href={address} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
