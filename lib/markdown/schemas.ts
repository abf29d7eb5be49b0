/**
 * The Markdown of comments, as a tree. Only what stands here can come of a text, so nothing that somebody writes can be
 * anything else on the page.
 */
export type Block =
  | { kind: "paragraph"; content: Inline[] }
  | { kind: "code"; language: string | null; text: string }
  | { kind: "list"; isOrdered: boolean; items: Inline[][] };

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "break" }
  | { kind: "strong"; content: Inline[] }
  | { kind: "emphasis"; content: Inline[] }
  /** `href` is a full http or https address without a name or password in it. */
  | { kind: "link"; href: string; content: Inline[] }
  /** `name` is what stands behind the `@`: an address of mail, a name, or the slug of a team. Whether it is anybody is not known here. */
  | { kind: "mention"; name: string };
