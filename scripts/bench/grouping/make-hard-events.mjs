const LONGEST_MESSAGE = 8192;
const MOST_FRAMES = 250;

/** What keeps one matcher or another busy when it is repeated. */
const PARTS = [
  ..."a- a. a@ 1. 1: :: =' =\" 0x 12 -1 1e tx0 a1 1- aa: a.com_ https:/ fe80:: datetime.datetime(".split(" "),
  ..."'=a =true =' x='y .a@ a.b@ a.co 1.1.1. 1a 2026- 2026-11-18T 14:31: deadbeef 1.5s 12m é €1".split(" "),
  "Nov ",
  "1 Nov ",
  "Wed, 18 Nov 2026 14:",
  "Traceback (",
  "1 2 3 ",
  "a b ",
  "mara@shop.example ",
  "0a:1b:2c:3d:4e:",
  "<int> ",
];

/** Names for people, and raw events: deep stacks of every kind of names, long messages, messages made to be slow. */
export function makeHardEvents() {
  return [
    ...["javascript", "node", "python", "java", "php", "ruby", "go", "csharp", "native", "elixir"].map(
      (platform) => [`250 frames of ${platform}`, deepStack(platform)],
    ),
    ["8 kB message", { message: plain() }],
    ["8 kB value", { exception: { type: "Error", value: plain() } }],
    ...PARTS.map((part) => [`8 kB of ${JSON.stringify(part)}`, { message: repeat(part) }]),
  ];
}

function deepStack(platform) {
  const frames = Array.from({ length: MOST_FRAMES }, (_, n) => ({
    filename: `/srv/shop/releases/20261118/checkout/some/long/path/to/cart-${n}.3f2a1b9c.min.js`,
    function: `shop::Cart<std::vector<int, std::allocator<int>>, ${n}>::total$lambda$${n}(int, char const*)::{lambda(int)#${n}}`,
    package: `/usr/lib/x86_64-linux-gnu/libshop${n}.so`,
    context_line: `    return  items.reduce((sum, item) => sum + item.price, ${n}); // and so on and on`,
  }));
  return { platform, exception: { type: "Error", value: plain(), stacktrace: { frames } } };
}

/** Prose with all that is replaced. */
function plain() {
  return repeat(
    "order 4711 of mara@example.com failed at 2026-11-18T14:31:48Z after 12ms, retry=true, see https://shop.example/x?y " +
      "10.0.0.7 550e8400-e29b-41d4-a716-446655440000 da39a3ee5e6b4b0d3255bfef95601890afd80709 0xff 1.5 ",
  );
}

function repeat(part) {
  return part.repeat(Math.ceil(LONGEST_MESSAGE / part.length)).slice(0, LONGEST_MESSAGE);
}
