import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listMentions } from "./list-mentions";
import { writeMention } from "./read-token";
import { parseMarkdown } from "./parse-markdown";
import type { Block, Inline } from "./schemas";

const text = (value: string): Inline => ({ kind: "text", text: value });
const inlineOf = (source: string): Inline[] => {
  const [block] = parseMarkdown(source);
  return block?.kind === "paragraph" ? block.content : [];
};

describe("blocks", () => {
  it("divides paragraphs at empty lines and keeps line breaks", () => {
    expect(parseMarkdown("one\ntwo\r\n\r\nthree")).toEqual([
      { kind: "paragraph", content: [text("one"), { kind: "break" }, text("two")] },
      { kind: "paragraph", content: [text("three")] },
    ]);
  });

  it("reads fenced code as it is, to the end when it is not closed", () => {
    expect(parseMarkdown("so:\n```ts\nconst a = **b**;\n\n@mara\n```\ndone")).toEqual([
      { kind: "paragraph", content: [text("so:")] },
      { kind: "code", language: "ts", text: "const a = **b**;\n\n@mara" },
      { kind: "paragraph", content: [text("done")] },
    ]);
    expect(parseMarkdown("```\n<script>")).toEqual([{ kind: "code", language: null, text: "<script>" }]);
  });

  it("reads lists of one kind, with lines that go on", () => {
    expect(parseMarkdown("- one\n  more\n* two\n1. three\n2) four")).toEqual([
      {
        kind: "list",
        isOrdered: false,
        items: [[text("one"), { kind: "break" }, text("more")], [text("two")]],
      },
      { kind: "list", isOrdered: true, items: [[text("three")], [text("four")]] },
    ]);
  });
});

describe("inline", () => {
  it.each<[string, Inline[]]>([
    ["`a*b*`", [{ kind: "code", text: "a*b*" }]],
    ["a `b", [text("a `b")]],
    [
      "**bold** *em* _em_",
      [
        { kind: "strong", content: [text("bold")] },
        text(" "),
        { kind: "emphasis", content: [text("em")] },
        text(" "),
        { kind: "emphasis", content: [text("em")] },
      ],
    ],
    [
      "**a *b* c**",
      [{ kind: "strong", content: [text("a "), { kind: "emphasis", content: [text("b")] }, text(" c")] }],
    ],
    ["2 * 3 * 4 and snake_case_name", [text("2 * 3 * 4 and snake_case_name")]],
    ["**open *and* on", [text("**open "), { kind: "emphasis", content: [text("and")] }, text(" on")]],
    ["****", [text("****")]],
    ["\\*not\\*", [text("*not*")]],
    ["<b>no</b> &amp;", [text("<b>no</b> &amp;")]],
  ])("%s", (source, expected) => {
    expect(inlineOf(source)).toEqual(expected);
  });

  it("links to the web alone", () => {
    expect(inlineOf("[docs](https://a.example/x)")).toEqual([
      { kind: "link", href: "https://a.example/x", content: [text("docs")] },
    ]);
    expect(inlineOf("see https://a.example/b, or")).toEqual([
      text("see "),
      { kind: "link", href: "https://a.example/b", content: [text("https://a.example/b")] },
      text(", or"),
    ]);
    for (const target of [
      "javascript:alert(1)",
      "data:text/html,x",
      "//a.example",
      "/here",
      "https://bank.example@evil.example/",
      "https://",
    ]) {
      expect(links(parseMarkdown(`[x](${target}) ${target}`)), target).toEqual([]);
    }
  });

  it("knows a mention from an address of mail", () => {
    expect(inlineOf("@mara@example.com, see a@b.example.")).toEqual([
      { kind: "mention", name: "mara@example.com" },
      text(", see a@b.example."),
    ]);
    expect(listMentions("Hi @Payments. **@mara@example.com** `@code` \n- @payments")).toEqual([
      "payments",
      "mara@example.com",
    ]);
  });

  it("takes a name with spaces in quotes, on one line", () => {
    expect(inlineOf('Ask @"Mara  Linde", @" Zoë O’Hara "!')).toEqual([
      text("Ask "),
      { kind: "mention", name: "Mara  Linde" },
      text(", "),
      { kind: "mention", name: "Zoë O’Hara" },
      text("!"),
    ]);
    expect(listMentions('@"Mara Linde" @"mara linde"')).toEqual(["mara linde"]);
    for (const source of ['@"Mara', '@"Mara\nLinde"', '@""', '@" "', 'a@"Mara"', '`@"Mara"`']) {
      expect(listMentions(source), source).toEqual([]);
    }
  });

  it.each([
    ["mara@example.com", "mara@example.com"],
    ["Mara", "Mara"],
    ["Mara Linde", '"Mara Linde"'],
    ["Dr. M.", '"Dr. M."'],
    ['Mara "M" Linde', null],
    ["", null],
    [" Mara", null],
  ])("writes %j so that it is read", (name, written) => {
    expect(writeMention(name)).toBe(written);
    if (written !== null) expect(listMentions(`@${written}.`)).toEqual([name.toLowerCase()]);
  });
});

/** Text of the kind that trips parsers: marks, brackets and addresses, in any order. */
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "*",
        "**",
        "_",
        "`",
        "```",
        "[",
        "](",
        ")",
        "@",
        '@"',
        '"',
        "\n",
        "- ",
        "1. ",
        "\\",
        " ",
        "a",
        "https://",
        "javascript:",
        ".example/",
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

describe("whatever is written", () => {
  it("links lead to the web, and no word is lost or made up", () => {
    fc.assert(
      fc.property(tricky, (source) => {
        const blocks = parseMarkdown(source);
        for (const href of links(blocks)) expect(href).toMatch(/^https?:\/\//);
        // Addresses are shown as they are read, so they may differ in form.
        if (links(blocks).length === 0)
          expect(lettersOf(shown(blocks))).toBe(lettersOf(withoutFences(source)));
      }),
      { numRuns: 2000 },
    );
  });

  it("a long text of marks is read to its end", () => {
    for (const part of [
      "*",
      "**a",
      "_a ",
      "`",
      "[",
      "[a](",
      "[a](b",
      "](",
      "@",
      "@a",
      '@"',
      '@"a',
      "https://:",
      "https://a[",
      "- *",
      "\\",
      "*a _b **c [d ",
    ]) {
      const source = part.repeat(60_000 / part.length);
      expect(shown(parseMarkdown(source)).length, part).toBeLessThanOrEqual(2 * source.length);
    }
  });
});

function links(blocks: readonly Block[]): string[] {
  const found: string[] = [];
  const visit = (content: readonly Inline[]) => {
    for (const inline of content) {
      if (inline.kind === "link") found.push(inline.href);
      if ("content" in inline) visit(inline.content);
    }
  };
  for (const block of blocks) {
    if (block.kind === "paragraph") visit(block.content);
    if (block.kind === "list") block.items.forEach(visit);
  }
  return found;
}

function shown(blocks: readonly Block[]): string {
  const write = (content: readonly Inline[]): string =>
    content
      .map((inline) => {
        if ("content" in inline) return write(inline.content);
        if (inline.kind === "mention") return `@${inline.name}`;
        return inline.kind === "break" ? "\n" : inline.text;
      })
      .join("");
  return blocks
    .map((block) => {
      if (block.kind === "code") return block.text;
      return block.kind === "list" ? block.items.map(write).join("\n") : write(block.content);
    })
    .join("\n");
}

/** A fence's language is not shown; the numbers of a list are the browser's. */
function withoutFences(source: string): string {
  let isInside = false;
  return source
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n")
    .split("\n")
    .map((line) => {
      const isFence = isInside ? line.trim() === "```" : line.trimStart().startsWith("```");
      if (isFence) isInside = !isInside;
      return isFence ? "" : line;
    })
    .join("\n");
}

function lettersOf(value: string): string {
  return value.replaceAll(/[^\p{L}]/gu, "");
}
