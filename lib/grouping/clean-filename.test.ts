import { describe, expect, it } from "vitest";
import { cleanFilename, cleanScriptModule, cleanScriptModuleName } from "./clean-filename";

describe("cleanFilename", () => {
  it.each([
    ["/srv/app/Checkout/Coupon.py", "coupon.py"],
    ["C:\\Shop\\Cart.cs", "cart.cs"],
    ["", ""],
    ["app.js", "app.js"],
    ["app.3f2a1b9c.js", "app.js"],
    ["app-3f2a1b9c.js", "app.js"],
    ["main.0123456789abcdef0123456789abcdef.chunk.js", "main.chunk.js"],
    ["2.abcdef01.chunk.js", "2.chunk.js"],
    ["3f2a1b9c4d5e6f70.js", "<hash>.js"],
    ["4bd1b696-3f2a1b9c4d5e6f70.js", "<hash>.js"],
    ["index-BX3k9_aZ.js", "index.js"],
    ["index-D-x2_9aB.js", "index.js"],
    ["index-5FEGVMZQ.js", "index.js"],
    ["my-Template.js", "my-template.js"],
    ["use-MyWidget.js", "use-mywidget.js"],
    ["use-checkout.js", "use-checkout.js"],
    ["jquery-3.6.0.min.js", "jquery.min.js"],
    ["libfoo-v1.2.so", "libfoo.so"],
    ["page-2.js", "page-2.js"],
    ["app.js?v=3f2a1b9c/x#top", "app.js"],
    ["facade.js", "facade.js"],
    ["<hash>.js", "<hash>.js"],
  ])("%s → %s", (path, name) => {
    expect(cleanFilename(path, true)).toBe(name);
  });

  it("leaves question marks and bundler hashes alone outside JavaScript", () => {
    expect(cleanFilename("what?.rb", false)).toBe("what?.rb");
    expect(cleanFilename("index-BX3k9_aZ.php", false)).toBe("index-bx3k9_az.php");
  });

  it("takes linear time", () => {
    for (const part of ["-", ".", "1.", "a1", "v1.", "0"]) cleanFilename(part.repeat(100_000), true);
  });
});

describe("cleanScriptModule", () => {
  it("keeps folders and case", () => {
    expect(cleanScriptModule("Chunks/App.3f2a1b9c")).toBe("Chunks/App");
    expect(cleanScriptModule("coupon")).toBe("coupon");
    expect(cleanScriptModule("express.lib:router")).toBe("express.lib:router");
  });
});

describe("cleanScriptModuleName", () => {
  const endings = ["", ".js", ".cjs", ".mjs", ".ts", ".tsx", ".jsx"];

  it.each([
    ["cart", "cart"],
    ["shop.lib:Cart", "shop.lib:Cart"],
    ["Chunks/App.3f2a1b9c", "Chunks/App"],
    ["chunks/index-BX3k9_aZ", "chunks/index"],
    ["chunks/index.BX3k9_aZ", "chunks/index"],
    ["chunks/3f2a1b9c4d5e6f70", "chunks/<hash>"],
    ["jquery-3.6.0.min", "jquery.min"],
    ["cart.test", "cart.test"],
    ["store.settings", "store.settings"],
  ])("%s with and without an ending is %s", (module, clean) => {
    expect(endings.map((ending) => cleanScriptModuleName(module + ending))).toEqual(endings.map(() => clean));
  });

  it.each([
    ["chart.js/dist/chart", "chart.js/dist/chart"],
    ["chart.js:dist", "chart.js:dist"],
    ["lib/.js", "lib/.js"],
    [".ts", ".ts"],
    ["lib/", "lib/"],
    ["cart.json", "cart.json"],
    ["nodejs", "nodejs"],
  ])("%s keeps what is no ending: %s", (module, clean) => {
    expect(cleanScriptModuleName(module)).toBe(clean);
  });
});
