import { cutText } from "@/lib/protocol/normalise/clean-text";
import { codeTexts, cutEscaped, escapeAngles, escapeMarkdown, linksOf, silence, unquote } from "./chat-text";
import type { Outline } from "./outline-type";

// What hostile text could do in each of these: mention people, lead elsewhere, look like more than it is. Text of events
// stands in code blocks or in parts that take no markup; all else is escaped.

type Json = Readonly<Record<string, unknown>>;

const colours = { critical: "#db332c", warning: "#f0a020", good: "#1d7f4a", plain: "#878c94" } as const;
const signs = { critical: "🔴", warning: "🟠", good: "🟢", plain: "⚪" } as const;

/** Incoming webhooks of Slack: mrkdwn with `verbatim`, so that nothing in it becomes a link or calls somebody. */
export function writeSlack(outlined: Outline, baseUrl: string): Json {
  const links = linksOf(outlined, baseUrl, 3_000).slice(0, 5);
  const section = (text: string) => ({ type: "section", text: mrkdwn(text) });
  const blocks = [
    section(
      `${signs[outlined.tone]} *${escapeSlack(outlined.title, 1_000)}*\n${escapeSlack(outlined.lead, 1_900)}`,
    ),
    ...codeTexts(outlined, 4_500).map((text) => section(`\`\`\`${escapeSlack(text, 2_900)}\`\`\``)),
    ...(outlined.rows.length === 0
      ? []
      : [
          {
            type: "section",
            fields: outlined.rows
              .slice(0, 10)
              .map(([label, value]) => mrkdwn(`*${escapeSlack(label, 100)}*\n${escapeSlack(value, 1_800)}`)),
          },
        ]),
    ...(links.length === 0
      ? []
      : [
          {
            type: "actions",
            elements: links.map(({ label, url }) => ({
              type: "button",
              text: { type: "plain_text", text: label, emoji: false },
              url,
            })),
          },
        ]),
    ...(outlined.place === ""
      ? []
      : [{ type: "context", elements: [mrkdwn(escapeSlack(outlined.place, 1_900))] }]),
  ];
  return {
    text: escapeSlack(outlined.subject, 2_900),
    mrkdwn: false,
    parse: "none",
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks,
  };
}

function mrkdwn(text: string): Json {
  return { type: "mrkdwn", text, verbatim: true };
}

/** Between its three marks a mention is an angle bracket, and a block ends with three backquotes. */
function escapeSlack(text: string, most: number): string {
  return cutEscaped(escapeAngles(unquote(text)), most);
}

/** Webhooks of Discord: an embed, which may mention nobody. It takes 6,000 characters in all. */
export function writeDiscord(outlined: Outline, baseUrl: string): Json {
  const links = linksOf(outlined, baseUrl, 300);
  const code = codeTexts(outlined, 2_100).map((text) => `\`\`\`\n${unquote(text)}\n\`\`\``);
  return {
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: escapeMarkdown(outlined.title, 200),
        url: links[0]?.url ?? `${baseUrl}/`,
        color: Number.parseInt(colours[outlined.tone].slice(1), 16),
        description: [escapeMarkdown(outlined.lead, 700), ...code, markdownLinks(links)].join("\n"),
        fields: outlined.rows
          .slice(0, 6)
          .map(([name, value]) => ({ name, value: escapeMarkdown(value, 200), inline: true })),
        ...(outlined.place !== "" && { footer: { text: cutText(silence(outlined.place), 150) } }),
      },
    ],
  };
}

function markdownLinks(links: ReturnType<typeof linksOf>): string {
  return links.map(({ label, url }) => `[${escapeMarkdown(label, 100)}](${url})`).join(" · ");
}

/** "Workflows" webhooks of Teams: an adaptive card, all in rich text blocks, which know no Markdown. */
export function writeTeams(outlined: Outline, baseUrl: string): Json {
  const block = (text: string, style: Json = {}) => ({
    type: "RichTextBlock",
    inlines: [{ type: "TextRun", text, ...style }],
  });
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          msteams: { width: "Full" },
          body: [
            block(`${signs[outlined.tone]} ${outlined.title}`, { weight: "Bolder", size: "Medium" }),
            block(outlined.lead),
            ...codeTexts(outlined, 4_500).map((text) => block(text, { fontType: "Monospace" })),
            ...outlined.rows.map(([label, value]) => ({
              type: "RichTextBlock",
              inlines: [
                { type: "TextRun", text: `${label}: `, isSubtle: true },
                { type: "TextRun", text: value },
              ],
            })),
            ...(outlined.place === "" ? [] : [block(outlined.place, { isSubtle: true, size: "Small" })]),
          ],
          actions: linksOf(outlined, baseUrl, 2_000)
            .slice(0, 5)
            .map(({ label, url }) => ({ type: "Action.OpenUrl", title: label, url })),
        },
      },
    ],
  };
}

/** Incoming webhooks of Mattermost and Rocket.Chat, which share the older form of Slack's. */
export function writeMattermost(outlined: Outline, baseUrl: string): Json {
  const code = codeTexts(outlined, 4_500).map((text) => `\`\`\`\n${unquote(text)}\n\`\`\``);
  const links = linksOf(outlined, baseUrl, 1_000);
  return {
    attachments: [
      {
        fallback: silence(outlined.subject),
        color: colours[outlined.tone],
        title: silence(outlined.title),
        title_link: links[0]?.url ?? `${baseUrl}/`,
        text: [escapeMarkdown(outlined.lead, 1_500), ...code, markdownLinks(links)].join("\n\n"),
        fields: outlined.rows.map(([title, value]) => ({
          title,
          value: escapeMarkdown(value, 500),
          short: true,
        })),
        ...(outlined.place !== "" && { footer: silence(outlined.place) }),
      },
    ],
  };
}

/** `sendMessage` of Telegram's bots, in its HTML: text in code is neither linked nor a command. */
export function writeTelegram(outlined: Outline, chatId: string, baseUrl: string): Json {
  // 4,096 characters are the most, after the marks are read.
  const code = codeTexts(outlined, 1_800).join("\n\n");
  return {
    chat_id: chatId,
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    text: [
      `${signs[outlined.tone]} <b>${escapeAngles(cutText(silence(outlined.title), 250))}</b>`,
      escapeAngles(cutText(silence(outlined.lead), 700)),
      code === "" ? "" : `<pre>${escapeAngles(code)}</pre>`,
      outlined.rows
        .map(([label, value]) => `${escapeAngles(label)}: <code>${escapeAngles(value)}</code>`)
        .join("\n"),
      outlined.actions
        .map(
          ({ label, path }) =>
            `<a href="${escapeAngles(baseUrl + path).replaceAll('"', "&quot;")}">${escapeAngles(label)}</a>`,
        )
        .join(" · "),
    ]
      .filter(Boolean)
      .join("\n\n"),
  };
}
