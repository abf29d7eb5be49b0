import type { Outline } from "./outline-type";

// What hostile text could do in each of these: mention people, lead elsewhere, look like more than it is. Text of events
// stands in code blocks or in parts that take no markup; all else is escaped.

type Json = Readonly<Record<string, unknown>>;

const colours = { critical: "#db332c", warning: "#f0a020", good: "#1d7f4a", plain: "#878c94" } as const;
const signs = { critical: "🔴", warning: "🟠", good: "🟢", plain: "⚪" } as const;

/** Incoming webhooks of Slack: mrkdwn with `verbatim`, so that nothing in it becomes a link or calls somebody. */
export function writeSlack(outlined: Outline, baseUrl: string): Json {
  const section = (text: string) => ({ type: "section", text: mrkdwn(text) });
  const blocks = [
    section(`${signs[outlined.tone]} *${escapeSlack(outlined.title)}*\n${escapeSlack(outlined.lead)}`),
    ...codeTexts(outlined).map((text) => section(`\`\`\`${escapeSlack(text)}\`\`\``)),
    ...(outlined.rows.length === 0
      ? []
      : [
          {
            type: "section",
            fields: outlined.rows
              .slice(0, 10)
              .map(([label, value]) => mrkdwn(`*${escapeSlack(label)}*\n${escapeSlack(value)}`)),
          },
        ]),
    {
      type: "actions",
      elements: outlined.actions.slice(0, 5).map(({ label, path }) => ({
        type: "button",
        text: { type: "plain_text", text: label.slice(0, 75), emoji: false },
        url: baseUrl + path,
      })),
    },
    ...(outlined.place === "" ? [] : [{ type: "context", elements: [mrkdwn(escapeSlack(outlined.place))] }]),
  ];
  return {
    text: escapeSlack(outlined.subject),
    mrkdwn: false,
    parse: "none",
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks,
  };
}

function mrkdwn(text: string): Json {
  return { type: "mrkdwn", text: text.slice(0, 2_900), verbatim: true };
}

/** Between its three marks a mention is an angle bracket, and a block ends with three backquotes. */
function escapeSlack(text: string): string {
  return escapeAngles(unquote(text));
}

/** All that Slack and Telegram read as markup of theirs. */
function escapeAngles(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Webhooks of Discord: an embed, which may mention nobody. */
export function writeDiscord(outlined: Outline, baseUrl: string): Json {
  const links = outlined.actions
    .map(({ label, path }) => `[${escapeMarkdown(label)}](${baseUrl}${path})`)
    .join(" · ");
  const code = codeTexts(outlined).map((text) => `\`\`\`\n${unquote(text)}\n\`\`\``);
  return {
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: escapeMarkdown(outlined.title).slice(0, 250),
        url: baseUrl + (outlined.actions[0]?.path ?? "/"),
        color: Number.parseInt(colours[outlined.tone].slice(1), 16),
        description: [escapeMarkdown(outlined.lead), ...code, links].join("\n").slice(0, 4_000),
        fields: outlined.rows
          .slice(0, 10)
          .map(([name, value]) => ({ name, value: escapeMarkdown(value).slice(0, 1_000), inline: true })),
        ...(outlined.place !== "" && { footer: { text: silence(outlined.place) } }),
      },
    ],
  };
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
            ...codeTexts(outlined).map((text) => block(text, { fontType: "Monospace" })),
            ...outlined.rows.map(([label, value]) => ({
              type: "RichTextBlock",
              inlines: [
                { type: "TextRun", text: `${label}: `, isSubtle: true },
                { type: "TextRun", text: value },
              ],
            })),
            ...(outlined.place === "" ? [] : [block(outlined.place, { isSubtle: true, size: "Small" })]),
          ],
          actions: outlined.actions
            .slice(0, 5)
            .map(({ label, path }) => ({ type: "Action.OpenUrl", title: label, url: baseUrl + path })),
        },
      },
    ],
  };
}

/** Incoming webhooks of Mattermost and Rocket.Chat, which share the older form of Slack's. */
export function writeMattermost(outlined: Outline, baseUrl: string): Json {
  const code = codeTexts(outlined).map((text) => `\`\`\`\n${unquote(text)}\n\`\`\``);
  const links = outlined.actions
    .map(({ label, path }) => `[${escapeMarkdown(label)}](${baseUrl}${path})`)
    .join(" · ");
  return {
    attachments: [
      {
        fallback: silence(outlined.subject),
        color: colours[outlined.tone],
        title: silence(outlined.title),
        title_link: baseUrl + (outlined.actions[0]?.path ?? "/"),
        text: [escapeMarkdown(outlined.lead), ...code, links].join("\n\n").slice(0, 7_000),
        fields: outlined.rows.map(([title, value]) => ({ title, value: escapeMarkdown(value), short: true })),
        ...(outlined.place !== "" && { footer: silence(outlined.place) }),
      },
    ],
  };
}

/** `sendMessage` of Telegram's bots, in its HTML: text in code is neither linked nor a command. */
export function writeTelegram(outlined: Outline, chatId: string, baseUrl: string): Json {
  // 4,096 characters are the most, after the marks are read.
  const code = codeTexts(outlined).join("\n\n").slice(0, 2_500);
  return {
    chat_id: chatId,
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    text: [
      `${signs[outlined.tone]} <b>${escapeAngles(silence(outlined.title))}</b>`,
      escapeAngles(silence(outlined.lead)),
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

/** What comes from events and people, to be shown as it is. */
function codeTexts({ issue, list, quote }: Outline): string[] {
  const texts = [
    issue && [[issue.type, issue.message].filter(Boolean).join(": "), issue.where].filter(Boolean).join("\n"),
    list &&
      [
        ...list.items.slice(0, 10).map(({ text, note }) => `${text} · ${note}`),
        ...(list.more + Math.max(0, list.items.length - 10) > 0
          ? [`and ${list.more + Math.max(0, list.items.length - 10)} more`]
          : []),
      ].join("\n"),
    quote && `${quote.heading}: ${quote.text}`,
  ];
  return texts.filter((text): text is string => Boolean(text)).map((text) => text.slice(0, 1_500));
}

/** Backquotes would end the block. */
function unquote(text: string): string {
  return text.replaceAll("`", "ˋ");
}

/** Nobody is called, and no address becomes a link: the mark is followed by nothing that is seen. */
function silence(text: string): string {
  return text.replaceAll(/[@#]|:(?=\/\/)|\](?=\()/g, "$&\u200B");
}

function escapeMarkdown(text: string): string {
  return silence(text).replaceAll(/[\\`*_~|<>[\](){}!]/g, "\\$&");
}
