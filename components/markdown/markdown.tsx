import { Fragment, type ReactNode } from "react";
import { parseMarkdown } from "@/lib/markdown/parse-markdown";
import { writeMention } from "@/lib/markdown/read-token";
import type { Block, Inline } from "@/lib/markdown/schemas";

type MarkdownProps = {
  text: string;
  /** Who a mention means, as shown; null when it means nobody, and then it is text. */
  nameOf: (mention: string) => string | null;
};

/** What somebody wrote, as elements: whatever the text holds, it becomes nothing but these. */
export function Markdown({ text, nameOf }: MarkdownProps) {
  return (
    <div className="md">
      {parseMarkdown(text).map((block, index) => (
        <Part key={index} block={block} nameOf={nameOf} />
      ))}
    </div>
  );
}

function Part({ block, nameOf }: { block: Block; nameOf: MarkdownProps["nameOf"] }) {
  if (block.kind === "paragraph") return <p>{write(block.content, nameOf)}</p>;
  if (block.kind === "code") {
    return (
      // Focusable, so that the keyboard can scroll it.
      <pre tabIndex={0} aria-label={block.language ? `${block.language} code` : "Code"} role="group">
        <code>{block.text}</code>
      </pre>
    );
  }
  const List = block.isOrdered ? "ol" : "ul";
  return (
    <List>
      {block.items.map((item, index) => (
        <li key={index}>{write(item, nameOf)}</li>
      ))}
    </List>
  );
}

function write(content: readonly Inline[], nameOf: MarkdownProps["nameOf"]): ReactNode {
  return content.map((inline, index) => <Fragment key={index}>{writeOne(inline, nameOf)}</Fragment>);
}

function writeOne(inline: Inline, nameOf: MarkdownProps["nameOf"]): ReactNode {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return <code>{inline.text}</code>;
    case "break":
      return <br />;
    case "strong":
      return <strong>{write(inline.content, nameOf)}</strong>;
    case "emphasis":
      return <em>{write(inline.content, nameOf)}</em>;
    case "link":
      return (
        <a className="link" href={inline.href} target="_blank" rel="noopener noreferrer nofollow">
          {write(inline.content, nameOf)}
        </a>
      );
    default:
      return <Mention name={inline.name} shown={nameOf(inline.name)} />;
  }
}

function Mention({ name, shown }: { name: string; shown: string | null }) {
  if (shown === null) return `@${writeMention(name) ?? name}`;
  return (
    <span className="men" title={name}>
      @{shown}
    </span>
  );
}
