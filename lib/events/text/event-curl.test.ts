import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { eventCurl } from "./event-curl";

/** What the shell would hand to curl, with `printf` in its place. */
function argumentsOf(command: string): string[] {
  const script = `export LC_ALL=C.UTF-8; ${command.replace(/^curl/, String.raw`printf '%s\0'`)}`;
  return execFileSync("bash", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

const hostile = `'; touch /tmp/pwned; echo '$(id)\`id\`\\ \n\r\u001b[201~!! "x" 5\u2028\u202e`;

describe("eventCurl", () => {
  it("repeats method, address, headers and body", () => {
    const command = eventCurl({
      method: "put",
      url: "https://shop.example.com/cart?old=1",
      query_string: [["region", "eu"]],
      headers: [
        ["Content-Type", "application/json"],
        ["Accept", "*/*"],
      ],
      data: { coupon: "NOV20" },
    });
    expect(argumentsOf(command ?? "")).toEqual([
      "https://shop.example.com/cart?region=eu",
      "--request",
      "PUT",
      "--header",
      "Content-Type: application/json",
      "--header",
      "Accept: */*",
      "--data-raw",
      '{"coupon":"NOV20"}',
    ]);
  });

  it("hands hostile text to curl as text", () => {
    const command = eventCurl({
      url: "https://shop.example.com/",
      headers: [
        ["X-Note", hostile],
        ["Bad Name", "x"],
        ["@/etc/passwd", "x"],
      ],
      data: hostile,
      method: `GET'; id`,
    });
    expect(argumentsOf(command ?? "")).toEqual([
      "https://shop.example.com/",
      "--header",
      `X-Note: ${hostile}`,
      "--data-raw",
      hostile,
    ]);
  });

  it("holds no character that a terminal would act upon", () => {
    const all =
      Array.from({ length: 0x100 }, (_, point) => String.fromCharCode(point)).join("") +
      "\ud800\ufeff\u2066\u{e0001}";
    const command = eventCurl({ url: "https://a.example/", data: all }) ?? "";
    expect(command.replaceAll(" \\\n  ", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  });

  it("leaves secrets out, wherever they stand", () => {
    const command = eventCurl({
      url: "https://ada:hunter2@shop.example.com/?access_token=hunter2&page=2#hunter2",
      headers: [
        ["Authorization", "hunter2"],
        ["Cookie", "hunter2"],
        ["X-Csrf-Token", "hunter2"],
        ["X-Safe", "[Filtered]"],
      ],
      cookies: [["sid", "hunter2"]],
      data: { user: { password: "hunter2", list: [{ apiKey: "hunter2" }] }, note: "[Filtered]" },
    });
    expect(command).not.toContain("hunter2");
    expect(argumentsOf(command ?? "")).toEqual([
      "https://shop.example.com/?page=2",
      "--data-raw",
      '{"user":{"password":"[Filtered]","list":[{"apiKey":"[Filtered]"}]},"note":"[Filtered]"}',
    ]);
  });

  it.each([
    ['{"password":"hunter2"}', "application/json"],
    ["password=hunter2&page=2", "application/x-www-form-urlencoded; charset=utf-8"],
  ])("leaves secrets out of the text body %s", (data, type) => {
    expect(eventCurl({ url: "https://a.example", headers: [["Content-Type", type]], data })).not.toContain(
      "hunter2",
    );
  });

  it.each([undefined, "", "/cart", "javascript:alert(1)", "file:///etc/passwd", "gopher://a.example"])(
    "has no command for %j",
    (url) => {
      expect(eventCurl({ url })).toBeUndefined();
    },
  );
});
