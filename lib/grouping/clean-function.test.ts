import { describe, expect, it } from "vitest";
import { cleanFunction } from "./clean-function";

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
    ["{closure:Shop\\Cart::total():48}", "{closure:Shop\\Cart::total()}"],
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
    ["<redacted>", undefined],
    ["<unknown>", undefined],
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
  ],
};

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
    ];
    for (const platform of Object.keys(NAMES)) {
      for (const part of parts) cleanFunction({ function: part.repeat(10_000) }, platform);
    }
  });
});
