import { describe, expect, it } from "vitest";
import { framePlace, packageOf } from "./frame-place";

describe("framePlace", () => {
  it("writes what the SDK named, as it named it", () => {
    expect(framePlace({ function: "pay", filename: "app/pay.ts", lineno: 4, colno: 2 }, "node")).toEqual({
      function: "pay",
      file: "app/pay.ts",
      position: ":4:2",
    });
  });

  it("names the class where the file alone would say little", () => {
    const frame = { function: "pay", module: "com.acme.shop.Checkout", filename: "Checkout.java", lineno: 4 };
    expect(framePlace(frame, "java")).toEqual({
      function: "Checkout.pay",
      file: "Checkout.java",
      position: ":4",
    });
  });

  it("survives a frame that says nothing", () => {
    expect(framePlace({}, "other")).toEqual({ function: "<anonymous>", file: "", position: "" });
    expect(framePlace({ function: "?", instruction_addr: "0x1f" }, "native").position).toBe(" 0x1f");
  });
});

describe("packageOf", () => {
  it.each([
    [{ filename: "/srv/node_modules/.pnpm/x/node_modules/@acme/cart/dist/i.js" }, "@acme/cart"],
    [{ abs_path: "C:\\srv\\node_modules\\express\\lib\\router.js" }, "express"],
    [{ filename: "/usr/lib/python3/site-packages/django/core/x.py" }, "django"],
    [{ filename: "node:internal/process/task_queues" }, "node:internal"],
    [
      { module: "org.springframework.web.servlet.Dispatcher", filename: "Dispatcher.java" },
      "org.springframework.web",
    ],
    [{ package: "/usr/lib/libc.so.6" }, "libc.so.6"],
    [{}, ""],
  ])("of %j is %s", (frame, name) => {
    expect(packageOf(frame)).toBe(name);
  });
});
