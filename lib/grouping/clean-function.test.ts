import { describe, expect, it } from "vitest";
import type { Frame } from "@/lib/protocol/event";
import { cleanFunction as cleanFor } from "./clean-function";
import { JACKDAW_2026_11 } from "./versions/jackdaw-2026-11";
import { JACKDAW_2026_12 } from "./versions/jackdaw-2026-12";

const cleanFunction = (frame: Frame, platform: string) => cleanFor(frame, platform, JACKDAW_2026_12);

const NAMES: Record<string, [raw: string, clean: string | undefined][]> = {
  javascript: [
    ["applyCoupon", "applyCoupon"],
    ["Object.callback", "callback"],
    ["async Foo.load", "load"],
    ["new Cart", "Cart"],
    ["Foo.load [as handler]", "load"],
    ["?", undefined],
    ["<anonymous>", undefined],
    ["Object.<anonymous>", undefined],
    ["foo/<", undefined],
    ["Foo.load/handler<", undefined],
    ["totals<", undefined],
    ["Foo.load/this.handler", "handler"],
    ["Foo/handler", "handler"],
    ["Timeout._onTimeout", undefined],
    ["Immediate._onImmediate", undefined],
    ["async*Cart.load", "load"],
    ["promise callback*load/<", undefined],
    ["setTimeout handler*tick", "tick"],
    ["get total", "total"],
    ["Cart.get total [as total]", "total"],
    ["static create", "create"],
    ["Cart.#total", "#total"],
    ["Anonymous function", undefined],
    ["Global code", undefined],
    ["global code", undefined],
    ["module code", undefined],
    ["eval code", undefined],
    ["HTMLButtonElement.<anonymous>", undefined],
    ["a.", undefined],
  ],
  node: [["Router.handle", "handle"]],
  java: [
    ["save", "save"],
    ["lambda$main$0", undefined],
    ["invoke$lambda$3", "invoke$lambda$"],
    ["fn__1234", "fn__"],
    ["<init>", "<init>"],
  ],
  ruby: [
    ["create", "create"],
    ["block in create", "block"],
    ["block (2 levels) in create", "block"],
    ["_app_views_index_html_erb__3920_4312", "_app_views_index_html_erb"],
    ["_app_views_index_html_erb___3920_4312", "_app_views_index_html_erb"],
    ["step_1_2", "step_1_2"],
    ["__12_34", "__12_34"],
  ],
  php: [
    ["Shop\\Cart::total", "Shop\\Cart::total"],
    ["class@anonymous\0/srv/app/cart.php:12$0::total", "class@anonymous::total"],
    ["Shop\\Base@anonymous\0/srv/app/cart.php:12$0::total", "Shop\\Base@anonymous::total"],
    ["{closure}", "{closure}"],
    ["{closure:Shop\\Cart::total():48}", "{closure}"],
    ["Shop\\{closure:/srv/releases/42/routes.php:12}", "Shop\\{closure}"],
    ["{closure:open", "{closure:open"],
    ["[Anonymous function]", undefined],
    ["class@anonymous\uFFFD/srv/app/cart.php:12$0", "class@anonymous"],
  ],
  python: [
    ["total", "total"],
    ["Cart.total.<locals>.inner", "Cart.total.inner"],
    ["<lambda>", "<lambda>"],
  ],
  go: [
    ["main", "main"],
    ["(*Server).handle", "(*Server).handle"],
    ["handle.func1", "handle.func"],
    ["handle.func1.2", "handle.func"],
    ["handle.func2.gowrap1", "handle.func.gowrap"],
    ["handle.function1", "handle.function1"],
    ["(*Server).handle-fm", "(*Server).handle"],
    ["func4", "func"],
    ["func4.2", "func"],
    ["func4.gowrap1", "func.gowrap"],
    ["functional", "functional"],
    ["func", "func"],
    ["Map[...]", "Map"],
  ],
  elixir: [
    ["Shop.Cart.total/1", "Shop.Cart.total/1"],
    ["-total/1-fun-3-/2", "-total/1-fun--/2"],
    ["-total/1-lists^foldl/2-1-", "-total/1-lists^foldl/2--"],
  ],
  csharp: [
    ["Add(Int32 id, String name)", "Add"],
    ["<Load>b__4_0", "<Load>b__"],
    ["<Load>d__7.MoveNext", "<Load>d__.MoveNext"],
    ["<>c__DisplayClass3_0.<Load>b__1", "<>c__DisplayClass.<Load>b__"],
    ["<Load>g__Inner|4_0", "<Load>g__Inner|"],
  ],
  fsharp: [["Add(Int32 id)", "Add"]],
  visualbasic: [["<Load>b__4_0", "<Load>b__"]],
  dart: [["<unknown>", undefined]],
  other: [
    ["<redacted>", undefined],
    ["run", "run"],
  ],
  native: [
    ["main", "main"],
    ["void shop::Cart::save(int, char const*) const", "shop::Cart::save"],
    ["std::vector<int, std::allocator<int> >::push_back(int&&)", "std::vector<T>::push_back"],
    ["shop::(anonymous namespace)::save(int)", "shop::(anonymous namespace)::save"],
    ["shop::{anonymous}::save(int)", "shop::(anonymous namespace)::save"],
    ["shop::`anonymous namespace'::save", "shop::(anonymous namespace)::save"],
    ["shop::save(int)::{lambda(int)#2}::operator()(int) const", "shop::save::lambda::operator()"],
    ["shop::save(int)::$_0::operator()(int) const", "shop::save::lambda::operator()"],
    ["shop::save::<lambda_5f3a2b>::operator()", "shop::save::lambda::operator()"],
    ["bool shop::operator<(shop::A const&, shop::A const&)", "shop::operator<"],
    ["_Save@12", "Save"],
    ["@Save@8", "Save"],
    ["save [clone .cold]", "save"],
    ["save.isra.0", "save"],
    ["std::ostream& operator<< <char>(std::ostream&, char const*)", "operator<<"],
    ["shop::Add::operator()<int>(int) const", "shop::Add::operator()"],
    ["shop::Cart::operator bool() const", "shop::Cart::operator bool"],
    ["operator new(unsigned long)", "operator new"],
    ["a::{lambda({lambda()#1})#2}::operator()() const", "a::lambda::operator()"],
    ["a::{lambda(open", "a::{lambda"],
    ["shop::Cart::name[abi:cxx11]() const", "shop::Cart::name"],
    ["foo()::'lambda0'(int)::operator()(int) const", "foo::lambda::operator()"],
    ["public: void __cdecl shop::Cart::save(void)", "shop::Cart::save"],
    ["shop::Cart::~Cart()", "shop::Cart::~Cart"],
    ["<redacted>", undefined],
    ["<unknown>", undefined],
    ["???", undefined],
    ["-[Cart total:with:]", "-[Cart total:with:]"],
    ["__32-[Cart total:]_block_invoke_2", "-[Cart total:]_block_invoke"],
  ],
  rust: [
    ["core::result::unwrap_failed::h0123456789abcdef", "core::result::unwrap_failed"],
    ["shop[0123456789abcdef]::cart::total", "shop::cart::total"],
    ["shop::cart::total::{{closure}}", "shop::cart::total::{{closure}}"],
    ["shop::cart::total::{closure#3}", "shop::cart::total::{closure}"],
    ["<shop::Cart<T> as shop::Sum<u8>>::total", "<shop::Cart<T> as shop::Sum<T>>::total"],
    ["alloc::vec::Vec<u8>::push", "alloc::vec::Vec<T>::push"],
  ],
  swift: [
    ["Cart.total(_: Int, with: String) -> Double", "Cart.total"],
    ["closure #1 (Int) -> () in Cart.total(Int) -> Int", "closure in Cart.total"],
    ["static Cart.make() throws -> Cart", "Cart.make"],
    ["partial apply for closure #1 in Cart.total(_:)", "closure in Cart.total"],
    ["protocol witness for Sum.total() in conformance Cart", "Sum.total"],
    ["(extension in Shop):Swift.Array.total() -> Int", "Swift.Array.total"],
  ],
};

const cleanFirst = (name: string, platform: string) =>
  cleanFor({ function: name }, platform, JACKDAW_2026_11).name;

describe("cleanFunction", () => {
  for (const [platform, names] of Object.entries(NAMES)) {
    it.each(names)(`${platform}: %s → %s`, (raw, clean) => {
      expect(cleanFunction({ function: raw }, platform).name).toBe(clean);
    });
  }

  it("prefers the raw name for C# only", () => {
    const frame = { function: "Add", raw_function: "Shop.Cart.Add(Int32)" };
    expect(cleanFunction(frame, "csharp").name).toBe("Shop.Cart.Add");
    expect(cleanFunction(frame, "java").name).toBe("Add");
  });

  it("keeps what the first version made of names", () => {
    expect(cleanFirst("Foo.load/handler<", "javascript")).toBe("load/handler<");
    expect(cleanFirst("{closure:Shop\\Cart::total():48}", "php")).toBe("{closure:Shop\\Cart::total()}");
    expect(cleanFirst("partial apply for closure #1 in Cart.total(_:)", "swift")).toBe("Cart.total");
    expect(cleanFirst("<unknown>", "other")).toBe("<unknown>");
  });

  it("leaves names of unknown platforms alone, even if the platform is called like a method", () => {
    for (const platform of ["other", "constructor", "__proto__", "toString"]) {
      expect(cleanFunction({ function: "a.b<c>(d)" }, platform)).toEqual({ name: "a.b<c>(d)" });
    }
  });

  it("takes linear time", () => {
    const parts = [
      "<",
      "(",
      "{lambda(",
      "$_",
      "'lambda",
      "operator",
      "[a]::",
      "::h0",
      ".func1",
      "$$Lambda",
      "fn__",
      "_1",
      "{lambda({",
      "operator<",
      "operator<< <",
      "[abi:",
      "(extension in ",
      "{closure:",
      "/<",
      "get ",
      "*",
      "$$EnhancerByA$$1",
    ];
    for (const platform of Object.keys(NAMES)) {
      for (const part of parts) cleanFunction({ function: part.repeat(10_000) }, platform);
    }
  });
});
