import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Frame } from "@/lib/protocol/event";
import { mayHoldTrace, parseTrace } from "./parse-trace";

/** Each exception as `module.type: value`, then its frames as `module.function path:line:column source`, oldest first. */
function read(text: string): string[] {
  return (parseTrace(text)?.exceptions ?? []).flatMap(({ type, value, module, frames }) => [
    `${[module, type].filter(Boolean).join(".")}: ${value ?? ""}`,
    ...frames.map(sketch),
  ]);
}

function sketch({ module, function: name, abs_path, filename, lineno, colno, context_line }: Frame): string {
  const place = [abs_path ?? filename ?? "-", lineno, colno].filter((part) => part !== undefined).join(":");
  return [module, name ?? "-", place, context_line?.trim()].filter(Boolean).join(" ");
}

const TRACES: Record<string, [text: string, read: string[]]> = {
  "V8, Chromium": [
    `Uncaught TypeError: Cannot read properties of undefined (reading 'percentOff')
    at applyCoupon (https://shop.example/app.js:1:2345)
    at HTMLButtonElement.<anonymous> (https://shop.example/app.js:2:10)
    at Array.map (<anonymous>)
    at async Promise.all (index 0)
    at https://shop.example/app.js:9:1
    at eval (eval at run (https://shop.example/app.js:3:4), <anonymous>:1:1)`,
    [
      "TypeError: Cannot read properties of undefined (reading 'percentOff')",
      "eval https://shop.example/app.js:3:4",
      "- https://shop.example/app.js:9:1",
      "async Promise.all index 0",
      "Array.map <anonymous>",
      "HTMLButtonElement.<anonymous> https://shop.example/app.js:2:10",
      "applyCoupon https://shop.example/app.js:1:2345",
    ],
  ],
  "V8, Node with a cause": [
    `order 7 failed
CartError: no cart
  Details: none
    at new Cart (/srv/shop/cart.js:3:9)
    at async file:///srv/shop/main.mjs:12:5
    ... 2 lines matching cause stack trace ...
    at Module._compile (node:internal/modules/cjs/loader:1554:14) {
  [cause]: Error: connection refused
      at connect (C:\\shop\\db.js:7:1)
}`,
    [
      "Error: connection refused",
      "connect C:\\shop\\db.js:7:1",
      "CartError: no cart\nDetails: none",
      "Module._compile node:internal/modules/cjs/loader:1554:14",
      "- /srv/shop/main.mjs:12:5",
      "new Cart /srv/shop/cart.js:3:9",
    ],
  ],
  "Chakra, legacy Edge": [
    `TypeError: Unable to get property 'x' of undefined or null reference
   at Anonymous function (https://shop.example/app.js:1:20)
   at Global code (https://shop.example/app.js:5:1)
   at Array.prototype.forEach (native code)`,
    [
      "TypeError: Unable to get property 'x' of undefined or null reference",
      "Array.prototype.forEach native code",
      "Global code https://shop.example/app.js:5:1",
      "Anonymous function https://shop.example/app.js:1:20",
    ],
  ],
  "SpiderMonkey, Firefox": [
    `applyCoupon@https://shop.example/app.js:1:2345
load/<@https://unpkg.com/shop@1.0/app.js:2:10
@https://shop.example/app.js line 3 > eval:1:1
async*start@https://shop.example/app.js:9:1
promise callback*go@https://shop.example/app.js:10:1
get total@https://shop.example/app.js:11:1
`,
    [
      ": ",
      "get total https://shop.example/app.js:11:1",
      "promise callback*go https://shop.example/app.js:10:1",
      "async*start https://shop.example/app.js:9:1",
      "- https://shop.example/app.js:3",
      "load/< https://unpkg.com/shop@1.0/app.js:2:10",
      "applyCoupon https://shop.example/app.js:1:2345",
    ],
  ],
  "JavaScriptCore, Safari": [
    `TypeError: undefined is not an object
applyCoupon@https://shop.example/app.js:1:2345
forEach@[native code]
https://shop.example/app.js:4:2
global code@https://shop.example/app.js:9:1`,
    [
      "TypeError: undefined is not an object",
      "global code https://shop.example/app.js:9:1",
      "- https://shop.example/app.js:4:2",
      "forEach [native code]",
      "applyCoupon https://shop.example/app.js:1:2345",
    ],
  ],
  "the JVM with causes": [
    `2026-11-18 14:31:48 ERROR order failed
com.shop.CartException: cart 7
 is empty
\tat com.shop.Cart.total(Cart.java:12)
\tat com.shop.Cart$$Lambda/0x01.run(Unknown Source) ~[shop.jar:1.0]
\tat java.base/java.lang.Thread.run(Thread.java:840)
\tSuppressed: java.io.IOException: ignored
\t\tat com.shop.File.close(File.java:1)
\tCaused by: java.io.IOException: ignored too
\t\tat com.shop.File.close(File.java:2)
Caused by: java.lang.NullPointerException
\tat com.shop.Stock.find(Stock.kt:3)
\tat jdk.internal.Reflect.invoke0(Native Method)
\t... 2 more`,
    [
      "java.lang.NullPointerException: ",
      "java.lang.Thread run Thread.java:840",
      "com.shop.Cart$$Lambda/0x01 run -",
      "jdk.internal.Reflect invoke0 -",
      "com.shop.Stock find Stock.kt:3",
      "com.shop.CartException: cart 7\nis empty",
      "java.lang.Thread run Thread.java:840",
      "com.shop.Cart$$Lambda/0x01 run -",
      "com.shop.Cart total Cart.java:12",
    ],
  ],
  "the JVM, a thread": [
    `Exception in thread "main" CartError: x\n\tat Cart.main(Cart.java:1)`,
    ["CartError: x", "Cart main Cart.java:1"],
  ],
  "CPython with a cause": [
    `ERROR:root:order failed
Traceback (most recent call last):
  File "/srv/shop/stock.py", line 3, in find
    return rows[key]
           ~~~~^^^^^
KeyError: 'sku-4711'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/shop/main.py", line 30, in <module>
  File "/srv/shop/main.py", line 20, in walk
    walk()
  [Previous line repeated 996 more times]
  File "/srv/shop/cart.py", line 12, in add
    raise CartError("no stock")
shop.errors.CartError: no stock
for 4711

and more`,
    [
      "KeyError: 'sku-4711'",
      "find /srv/shop/stock.py:3 return rows[key]",
      "shop.errors.CartError: no stock\nfor 4711",
      "<module> /srv/shop/main.py:30",
      "walk /srv/shop/main.py:20 walk()",
      'add /srv/shop/cart.py:12 raise CartError("no stock")',
    ],
  ],
};

describe("parseTrace", () => {
  it.each(Object.entries(TRACES))("reads %s", (_name, [text, expected]) => {
    expect(read(text)).toEqual(expected);
    expect(read(text.replaceAll("\n", "\r\n"))).toEqual(expected.map((line) => line.replaceAll("\r", "")));
  });

  it.each([
    "",
    "hello",
    "we met\nat the station (platform 9)\nat noon",
    "mail mara@shop.example\nand jon@shop.example:25",
    "   at Shop.Cart.Add(Int32 id, String name) in C:\\shop\\Cart.cs:line 12",
    "   at Shop.Cart.Add()\n   at Shop.Main()",
    "Traceback (most recent call last):\nnothing",
    "at 10:30 we met\nat lunch time: 12:30",
  ])("finds no trace in %j", (text) => {
    expect(parseTrace(text)).toBeUndefined();
  });

  it("finds the same whatever stands around it", () => {
    const python = TRACES["CPython with a cause"]?.[0] ?? "";
    expect(read(`a\n\nb\n${python}`)).toEqual(read(python));
  });

  it("reads any text without throwing, and no endless lines", () => {
    const pieces = constantFrom(
      "at ",
      "    at f (",
      "a.b.C.m(X.java:1)",
      "(eval at ",
      "@",
      "f@https://x/",
      ":1",
      ")",
      "\n",
      "\r",
      'File "',
      '", line 1, in ',
      "Traceback (most recent call last):",
      "Caused by: ",
      "... 9 more",
      "[cause]: ",
      " line 3 > eval",
      "Error: ",
      "\0",
      "\uD800",
      "  ",
    );
    assert(
      property(array(oneof(pieces, string()), { maxLength: 60 }), (parts) => {
        const trace = parseTrace(parts.join(""));
        expect(trace === undefined || trace.exceptions.every(({ frames }) => frames.length > 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
    for (const part of [
      "at f (",
      "eval at (",
      "@",
      "f@",
      ":1",
      "a.",
      "at a.b(",
      " ",
      "... 9 more\n",
      "[cause]: \n",
    ])
      parseTrace(part.repeat(100_000));
    parseTrace("Caused by: x\nat a.b(C.java:1)\n... 250 more\n".repeat(5_000));
    parseTrace("[cause]: E: x\nat f (x:1:2)\n".repeat(5_000));
  });
});

describe("mayHoldTrace", () => {
  it("holds for every format, not for a line or plain text", () => {
    for (const [text] of Object.values(TRACES)) expect(mayHoldTrace(text)).toBe(true);
    expect(mayHoldTrace("at f (x:1:2)")).toBe(false);
    expect(mayHoldTrace("hello\nworld")).toBe(false);
  });
});
