/** What stacks of each platform look like: files of libraries and of the app, and names of functions there. */
const PLATFORMS = [
  {
    platform: "node",
    type: "TypeError",
    library: (n) => ({
      filename: `/srv/shop/node_modules/express/lib/router/layer${n}.js`,
      module: `express.lib.router:layer${n}`,
      function: "Layer.handle [as handle_request]",
      in_app: false,
    }),
    own: (n, name) => ({
      filename: `/srv/shop/src/checkout/cart${n}.js`,
      module: `cart${n}`,
      function: `Cart.${name}`,
      context_line: `    const total = items.reduce((sum, item) => sum + item.price, ${n});`,
      in_app: true,
    }),
  },
  {
    platform: "javascript",
    type: "TypeError",
    library: (n) => ({
      filename: `https://shop.example.com/_next/static/chunks/framework-3f2a1b9c${n}.js`,
      function: `Object.commit${n}`,
    }),
    own: (n, name) => ({
      filename: `https://shop.example.com/_next/static/chunks/app/page-4d5e6f7a${n}.js`,
      function: `HTMLButtonElement.${name}`,
    }),
  },
  {
    platform: "python",
    type: "ValueError",
    library: (n) => ({
      filename: `django/core/handlers/base${n}.py`,
      abs_path: `/opt/venv/lib/python3.12/site-packages/django/core/handlers/base${n}.py`,
      module: `django.core.handlers.base${n}`,
      function: "_get_response",
      context_line: "                response = wrapped_callback(request, *callback_args, **callback_kwargs)",
      in_app: false,
    }),
    own: (n, name) => ({
      filename: `shop/cart${n}.py`,
      abs_path: `/srv/shop/shop/cart${n}.py`,
      module: `shop.cart${n}`,
      function: name,
      context_line: "    return sum(item.price for item in self.items)",
      in_app: true,
    }),
  },
  {
    platform: "java",
    type: "IllegalStateException",
    library: (n) => ({
      filename: "FilterChain.java",
      module: `org.springframework.web.filter.FilterChain$$EnhancerBySpringCGLIB$$1ebf43f${n}`,
      function: "doFilter",
      in_app: false,
    }),
    own: (n, name) => ({
      filename: "Cart.java",
      module: `com.example.shop.Cart${n}`,
      function: name,
      in_app: true,
    }),
  },
  {
    platform: "php",
    type: "ErrorException",
    library: (n) => ({
      filename: `/vendor/laravel/framework/src/Illuminate/Pipeline/Pipeline${n}.php`,
      abs_path: `/srv/shop/vendor/laravel/framework/src/Illuminate/Pipeline/Pipeline${n}.php`,
      function: "Illuminate\\Pipeline\\Pipeline::{closure}",
      in_app: false,
    }),
    own: (n, name) => ({
      filename: `/app/Cart${n}.php`,
      abs_path: `/srv/shop/app/Cart${n}.php`,
      function: `App\\Cart::${name}`,
      context_line: "        return $this->items->sum('price');",
      in_app: true,
    }),
  },
  {
    platform: "ruby",
    type: "NoMethodError",
    library: (n) => ({
      filename: `rack/builder${n}.rb`,
      abs_path: `/usr/local/bundle/gems/rack-3.1.7/lib/rack/builder${n}.rb`,
      function: "call",
      in_app: false,
    }),
    own: (n, name) => ({
      filename: `app/models/cart${n}.rb`,
      abs_path: `/srv/shop/app/models/cart${n}.rb`,
      function: `block (2 levels) in ${name}`,
      context_line: "    items.sum { |item| item.price }",
      in_app: true,
    }),
  },
  {
    platform: "go",
    type: "*errors.errorString",
    library: (n) => ({
      filename: "net/http/server.go",
      abs_path: "/usr/local/go/src/net/http/server.go",
      module: "net/http",
      function: `(*conn).serve.func${n}`,
      in_app: false,
    }),
    own: (n, name) => ({
      abs_path: `/srv/shop/cart${n}.go`,
      module: "example.com/shop",
      function: `(*Cart).${name}.func${n}`,
      in_app: true,
    }),
  },
  {
    platform: "csharp",
    type: "System.InvalidOperationException",
    library: (n) => ({
      module: "System.Linq.Enumerable",
      function: `First(Int32 n${n})`,
      package: "System.Linq, Version=8.0.0.0",
      in_app: false,
    }),
    own: (n, name) => ({
      filename: "Cart.cs",
      module: `Shop.Cart${n}`,
      function: `<${name}>b__${n}_0`,
      in_app: true,
    }),
  },
  {
    platform: "native",
    type: "SIGSEGV",
    library: (n) => ({
      package: "/usr/lib/x86_64-linux-gnu/libstdc++.so.6",
      function: `std::vector<int, std::allocator<int> >::push_back(int&&, Kind${n})`,
      instruction_addr: `0x7f00${n}`,
    }),
    own: (n, name) => ({
      package: "/srv/shop/bin/shop",
      filename: `cart${n}.cc`,
      function: `void shop::(anonymous namespace)::Cart<int>::${name}(int, char const*) const`,
      instruction_addr: `0x5500${n}`,
    }),
  },
];
const LEAST_FRAMES = 10;
const MOST_FRAMES = 30;
/** Functions of their own that the services of a platform have: errors differ by which of them call which. */
const FUNCTIONS = 500;
/** Beside errors with stacks: every so many events is a message. */
const MESSAGES = 10;

/** Raw events as SDKs send them, every one another error; `round` makes them differ from those of other rounds. */
export function makeTypicalEvents(count, round) {
  return Array.from({ length: count }, (_, index) => makeEvent(index, round));
}

function makeEvent(index, round) {
  const id = `${round}x${index}`;
  const kind = PLATFORMS[index % PLATFORMS.length];
  if (index % MESSAGES === 0) return { platform: kind.platform, message: describe(id) };
  const length = LEAST_FRAMES + (index % (MOST_FRAMES - LEAST_FRAMES + 1));
  const frames = Array.from({ length }, (_, n) => ({
    ...(n % 3 === 0 || n === length - 1 ? ownFrame(kind, round * 7 + index * 31 + n * n) : kind.library(n)),
    lineno: index + n,
    colno: n,
  }));
  return {
    platform: kind.platform,
    exception: { values: [{ type: kind.type, value: describe(id), stacktrace: { frames } }] },
  };
}

function ownFrame(kind, number) {
  const one = number % FUNCTIONS;
  return kind.own(one % 40, `total${one}`);
}

function describe(id) {
  return `order ${id} of mara@example.com failed after 12ms: 550e8400-e29b-41d4-a716-446655440000 from 10.0.0.7:5432`;
}
