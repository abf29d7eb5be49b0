import { describe, expect, it } from "vitest";
import { readLabels } from "./read-labels";

describe("readLabels", () => {
  it.each([
    ['{level="debug",app="checkout",env="eu"}', { level: "debug", app: "checkout", env: "eu" }],
    ['{ app = "a b" , env="c,d=e}" }', { app: "a b", env: "c,d=e}" }],
    ['{path="C:\\\\logs",said="\\"hi\\"\\n"}', { path: "C:\\logs", said: '"hi"\n' }],
    ['{go="\\x00"}', { go: "\\x00" }],
    ['{__proto__="x"}', JSON.parse('{"__proto__":"x"}')],
    ["{}", {}],
    ["", {}],
    ['{cut="off', { cut: "off" }],
    ['{cut="off\\', { cut: "off\\" }],
    ["{a=,b=c}", {}],
  ])("%s", (text, expected) => {
    expect(Object.fromEntries(readLabels(text))).toEqual(expected);
  });
});
