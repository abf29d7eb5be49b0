import { type Html, html } from "./html";
import type { Outline, OutlinedIssue } from "./outline-type";

// Mail programs know tables and inline styles; what they know of dark schemes is one media query over classes. Colours are
// those of the design, light inline and dark in the sheet.

const sans = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
const mono = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace;";
const wrap = "overflow-wrap:anywhere;word-break:break-word;";

const sheet = html`
  body { margin: 0; }
  @media (max-width: 600px) {
    .pad { padding-left: 20px !important; padding-right: 20px !important; }
    .btn1, .btn2 { display: block !important; text-align: center !important; }
    .btn2 { margin: 10px 0 0 !important; }
  }
  @media (prefers-color-scheme: dark) {
    body, .bg { background: #0a0c0f !important; }
    .card { background: #0f1115 !important; border-color: #21252a !important; }
    .rule { border-color: #21252a !important; }
    .code { background: #0c0e11 !important; border-color: #21252a !important; }
    .c1 { color: #ebedf0 !important; } .c2 { color: #b0b4bb !important; } .c3 { color: #8e939b !important; }
    .ce { color: #ff8a7d !important; } .cw { color: #f0b64a !important; } .cg { color: #5ec98a !important; }
    .ln { text-decoration-color: #4a4f57 !important; }
    .hl { background: #3a1613 !important; }
    .btn1 { background: #ebedf0 !important; color: #0f1115 !important; }
    .btn2 { color: #ebedf0 !important; border-color: #34383f !important; }
    .b-base { background: #6d727a !important; } .b-hot { background: #f4594b !important; }
  }
`;

const tones = {
  critical: { name: "ce", colour: "#db332c" },
  warning: { name: "cw", colour: "#b26a00" },
  good: { name: "cg", colour: "#1d7f4a" },
  plain: { name: "c3", colour: "#626871" },
} as const;

/** The whole document around the rows of the card. `preheader` is what lists of mails show beside the subject. */
export function mailDocument(subject: string, preheader: string, rows: readonly Html[]): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${sheet}</style>
</head>
<body class="bg" style="margin:0;background:#f6f7f9;">
<div style="display:none;max-height:0;overflow:hidden;">${preheader}</div>
<div role="article" aria-roledescription="email" aria-label="${subject}" lang="en">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="bg" style="background:#f6f7f9;"><tr><td align="center" style="padding:28px 12px;">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" class="card" style="width:100%;max-width:600px;table-layout:fixed;background:#ffffff;border:1px solid #e0e2e6;border-radius:8px;">
${rows}
</table>
</td></tr></table>
</div>
</body>
</html>
`.text;
}

/** A row of the card. */
export function row(content: Html | null, padding = "18px 28px 0 28px"): Html {
  return html`<tr><td class="pad" style="padding:${padding};${sans}text-align:left;">${content}</td></tr>`;
}

/** Name of the program, the place, the headline and what it is about. */
export function head({ tone, title, lead, place }: Outline): Html {
  const { name, colour } = tones[tone];
  const dot =
    tone === "plain" ? null : html`<span class="${name}" style="color:${colour};">&#9679;</span>&nbsp;`;
  return html`${row(
    html`<p class="c3" style="margin:0;font-size:12px;line-height:18px;color:#626871;${wrap}"><b class="c1" style="color:#181c22;">Jackdaw</b> &nbsp;${place}</p>`,
    "20px 28px 0 28px",
  )}${row(
    html`<h1 class="c1" style="margin:0;font-size:20px;line-height:28px;font-weight:600;letter-spacing:-.01em;color:#181c22;${wrap}">${dot}${title}</h1><p class="c2" style="margin:4px 0 0;font-size:14px;line-height:22px;color:#484d56;${wrap}">${lead}</p>`,
    "14px 28px 0 28px",
  )}`;
}

/** A chart that needs no image. */
export function bars({ values, isHot, from, to }: NonNullable<Outline["bars"]>): Html {
  const most = Math.max(...values, 1);
  const cells = values.map((value, index) => {
    const height = Math.max(2, Math.round((value / most) * 44));
    const [name, colour] = isHot[index] ? ["b-hot", "#db332c"] : ["b-base", "#878c94"];
    return html`<td valign="bottom" height="44" style="height:44px;padding:0 1px 0 0;vertical-align:bottom;"><div class="${name}" style="width:100%;height:${height}px;background:${colour};font-size:0;line-height:0;">&nbsp;</div></td>`;
  });
  const label = "font-size:11px;line-height:18px;color:#626871;";
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;" aria-hidden="true"><tr>${cells}</tr></table><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="c3" style="${label}">${from}</td><td align="right" class="c3" style="${label}">${to}</td></tr></table>`;
}

/** What an issue says, and the lines of code that it came from. */
export function issueBlock({ heading, type, message, where, lines, frames }: OutlinedIssue): Html {
  return section(
    heading,
    html`<p class="c1" style="margin:0;font-size:15px;line-height:22px;color:#181c22;${wrap}"><b>${type}</b> ${message}</p>${
      where === ""
        ? null
        : html`<p class="c2" style="${mono}margin:4px 0 0;font-size:12px;line-height:18px;color:#484d56;${wrap}">${where}</p>`
    }${lines.length === 0 ? null : codeBlock(lines)}${frames.length === 0 ? null : stack(frames)}`,
  );
}

/** Frames of the own code are darker than those of others. */
function stack(frames: OutlinedIssue["frames"]): Html {
  return html`<p style="${mono}margin:10px 0 0;font-size:12px;line-height:19px;${wrap}">${frames.map(
    ({ text, isOwn }) =>
      html`<span class="${isOwn ? "c1" : "c3"}" style="color:${isOwn ? "#181c22" : "#626871"};">${text}</span><br>`,
  )}</p>`;
}

function codeBlock(lines: OutlinedIssue["lines"]): Html {
  const base = `${mono}font-size:12px;line-height:20px;vertical-align:top;`;
  const rows = lines.map(({ number, text, isCulprit }) => {
    const [hl, first, ground] = isCulprit
      ? ["hl ", "color:#bc221e;background:#feecea;font-weight:bold;", "background:#feecea;"]
      : ["", "color:#626871;", ""];
    return html`<tr><td class="${hl}${isCulprit ? "ce" : "c3"}" style="${base}${first}text-align:right;padding:0 12px 0 10px;white-space:nowrap;width:1%;">${number}</td><td class="${hl}c1" style="${base}color:#181c22;${ground}padding:0 10px 0 0;white-space:pre-wrap;${wrap}">${text}</td></tr>`;
  });
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="code" style="margin-top:12px;background:#f8f9fb;border:1px solid #e0e2e6;border-radius:6px;"><tr><td style="padding:6px 0;"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${rows}</table></td></tr></table>`;
}

/** A part with a line above it. */
export function section(heading: string, content: Html): Html {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;"><tr><td class="rule" style="border-top:1px solid #e0e2e6;padding-top:18px;${sans}"><p class="c3" style="margin:0 0 4px;font-size:12px;line-height:18px;color:#626871;${wrap}">${heading}</p>${content}</td></tr></table>`;
}

/** Names and values below each other. */
export function factRows(rows: Outline["rows"]): Html {
  const base = `${sans}font-size:13px;line-height:22px;`;
  const lines = rows.map(
    ([label, value]) =>
      html`<tr><td class="c3" style="${base}color:#626871;padding:0 16px 0 0;white-space:nowrap;vertical-align:top;">${label}</td><td class="c1" style="${base}color:#181c22;width:100%;${wrap}">${value}</td></tr>`,
  );
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${lines}</table>`;
}

/** Text that is longer than a line, or a list's item with where it leads. */
export function paragraph(text: string): Html {
  return html`<p class="c1" style="margin:0;font-size:14px;line-height:22px;color:#181c22;${wrap}">${text}</p>`;
}

export function listItem(text: string, note: string, url: string, isCode = false): Html {
  const face = isCode ? `${mono}font-size:12px;` : "font-size:14px;";
  return html`<p class="c1" style="margin:0 0 10px;font-size:14px;line-height:20px;color:#181c22;${wrap}"><a class="c1 ln" href="${url}" style="${face}color:#181c22;text-decoration:underline;text-decoration-color:#cbced3;text-underline-offset:3px;">${text}</a><br><span class="c3" style="font-size:12px;line-height:18px;color:#626871;">${note}</span></p>`;
}

/** The first is the one that is filled. */
export function buttons(actions: readonly { label: string; url: string }[]): Html {
  const base = `${sans}font-size:14px;font-weight:600;text-decoration:none;border-radius:5px;`;
  return html`${actions.map(({ label, url }, index) =>
    index === 0
      ? html`<a class="btn1" href="${url}" style="${base}display:inline-block;background:#1a1e26;color:#fbfcfd;line-height:20px;padding:9px 16px;">${label}</a>`
      : html`<a class="btn2 c1" href="${url}" style="${base}display:inline-block;margin-left:8px;color:#181c22;border:1px solid #cbced3;line-height:18px;text-align:center;padding:9px 14px;">${label}</a>`,
  )}`;
}

/** Why it came, and how to get less of it. */
export function foot(because: string, links: readonly { label: string; url: string }[]): Html {
  const shown = links.map(
    ({ label, url }) => html`<a class="c2" href="${url}" style="color:#484d56;">${label}</a> &nbsp; `,
  );
  return html`<tr><td class="pad rule" style="border-top:1px solid #e0e2e6;padding:14px 28px 18px 28px;${sans}text-align:left;"><p class="c3" style="margin:0;font-size:12px;line-height:18px;color:#626871;${wrap}">${because}${links.length === 0 ? null : html`<br>${shown}`}</p></td></tr>`;
}
