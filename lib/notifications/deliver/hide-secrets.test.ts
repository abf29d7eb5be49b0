import { expect, it } from "vitest";
import { hideSecrets } from "./hide-secrets";

const url = "https://hooks.example.com/services/T0/B0/abcdefghijklmnopqrst?key=0123456789abcdef";

it.each([
  [`404 Cannot POST ${url}`, "404 Cannot POST …"],
  ["404 Cannot POST /services/T0/B0/abcdefghijklmnopqrst?key=0123456789abcdef", "404 Cannot POST …"],
  ["404 /services/T0/B0/abcdefghijklmnopqrst is not here", "404 … is not here"],
  ["no hook abcdefghijklmnopqrst", "no hook …"],
  ["wrong key 0123456789abcdef", "wrong key …"],
  ["403 hooks.example.com knows no services", "403 hooks.example.com knows no services"],
])("leaves out of %s what is secret", (answer, shown) => {
  expect(hideSecrets(answer, { url })).toBe(shown);
});

it("leaves out keys, whatever form they have", () => {
  expect(hideSecrets("401 bot 123456:AAbb_cc is unknown", { botToken: "123456:AAbb_cc" })).toBe(
    "401 bot … is unknown",
  );
  expect(hideSecrets("200 ok", { url: "https://hooks.example.com/ok", signingKey: "" })).toBe("200 ok");
});
