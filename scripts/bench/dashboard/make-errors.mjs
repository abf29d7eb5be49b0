import { readdirSync, readFileSync } from "node:fs";

/** What the programs of a shop do, to what, and how it breaks: enough of each that 20,000 errors look like their own. */
const VERBS =
  "load save charge refund parse render fetch sync merge index import export verify resize upload cancel ship quote price lock".split(
    " ",
  );
const NOUNS =
  "cart order invoice user session token image address coupon shipment payment product review catalogue stock report webhook mail search basket".split(
    " ",
  );
const PARTS = "service worker handler controller client store queue job model view".split(" ");
const FRAMES = 14;
const OURS = 5;
const AROUND = 5;

const BROWSER = {
  platform: "javascript",
  sdk: { name: "sentry.javascript.browser", version: "9.12.0" },
  types: ["TypeError", "RangeError", "ReferenceError", "SyntaxError", "URIError"],
  message: (verb, noun, n) => `Cannot read properties of undefined (reading '${noun}${n}Of${cap(verb)}')`,
  library: (n) => ({ filename: `https://shop.example.com/assets/vendor-${n}.js`, function: `commit${n}` }),
  own: (file, name) => ({
    filename: `https://shop.example.com/assets/${file}.js`,
    function: name,
    in_app: true,
  }),
  around: {
    contexts: { browser: { name: "Chrome", version: "120.0" }, os: { name: "Windows", version: "11" } },
  },
};

const NODE = {
  platform: "node",
  sdk: { name: "sentry.javascript.node", version: "9.12.0" },
  types: ["TypeError", "Error", "ValidationError", "PrismaClientKnownRequestError", "AbortError"],
  message: (verb, noun, n) => `Could not ${verb} the ${noun}: field ${noun}${n} is missing`,
  library: (n) => ({
    filename: `/srv/shop/node_modules/express/lib/router/layer${n}.js`,
    module: `express.lib.router:layer${n}`,
    function: "Layer.handle",
    in_app: false,
  }),
  own: (file, name) => ({
    filename: `/srv/shop/src/${file}.js`,
    module: file.replaceAll("/", "."),
    function: name,
    in_app: true,
  }),
  around: {
    contexts: { runtime: { name: "node", version: "v20.20.2" }, os: { name: "Linux", version: "6.1" } },
  },
};

const PYTHON = {
  platform: "python",
  sdk: { name: "sentry.python", version: "2.20.0" },
  types: ["ValueError", "KeyError", "OperationalError", "TimeoutError", "IntegrityError"],
  message: (verb, noun, n) => `${noun}_${n} cannot be used to ${verb}`,
  library: (n) => ({
    filename: `celery/app/trace${n}.py`,
    abs_path: `/opt/venv/lib/python3.12/site-packages/celery/app/trace${n}.py`,
    module: `celery.app.trace${n}`,
    function: "trace_task",
    in_app: false,
  }),
  own: (file, name) => ({
    filename: `shop/${file}.py`,
    abs_path: `/srv/shop/shop/${file}.py`,
    module: `shop.${file.replaceAll("/", ".")}`,
    function: name,
    in_app: true,
  }),
  around: {
    logger: "celery.worker",
    contexts: { runtime: { name: "CPython", version: "3.12.4" }, os: { name: "Linux", version: "6.1" } },
  },
};

/** The projects that the errors fall into, each of one platform, with their share of the errors in hundredths. */
export const projects = [
  { name: "Shop web", platform: "javascript", share: 55, kind: BROWSER, hasUsers: true },
  { name: "Shop api", platform: "node", share: 30, kind: NODE, hasUsers: true },
  { name: "Shop jobs", platform: "python", share: 15, kind: PYTHON, hasUsers: false },
];

/** Which of the projects the error of a number belongs to. */
export function projectAt(n) {
  let rest = (n * 61) % 100;
  return projects.findIndex(({ share }) => (rest -= share) < 0);
}

/**
 * The first event of error number `n`, as its SDK sends it: each number another error, of the project at `index`. What
 * differs from event to event (people, releases, browsers) is left to the seed.
 */
export function makeError(n, index) {
  const { kind, hasUsers } = projects[index];
  const verb = VERBS[n % VERBS.length];
  const noun = NOUNS[Math.floor(n / VERBS.length) % NOUNS.length];
  const part = PARTS[Math.floor(n / (VERBS.length * NOUNS.length)) % PARTS.length];
  const type = kind.types[n % kind.types.length];
  return {
    platform: kind.platform,
    level: levelOf(n),
    environment: "production",
    release: "shop@2.0.0",
    server_name: "web-1",
    sdk: kind.sdk,
    transaction: `/${noun}/${verb}/:id`,
    request: {
      method: "POST",
      url: `https://shop.example.com/${noun}/${verb}/0`,
      headers: { accept: "text/html" },
    },
    ...kind.around,
    tags: { region: "eu-west", tier: "gold", customer: "customer-0", feature: `${noun}-${part}` },
    ...(hasUsers && { user: { id: "0" } }),
    breadcrumbs: Array.from({ length: 12 }, (_, index) => ({
      timestamp: Date.now() / 1000 - index,
      category: "http",
      message: `GET /api/${noun}/${index}`,
      data: { status_code: 200 },
    })),
    exception: {
      values: [
        {
          type,
          value: kind.message(verb, noun, n),
          mechanism: { type: n % 3 ? "generic" : "onerror", handled: n % 3 !== 0 },
          stacktrace: {
            frames: Array.from({ length: FRAMES }, (_, index) =>
              makeFrame(kind, n, index, { verb, noun, part }),
            ),
          },
        },
      ],
    },
  };
}

function levelOf(n) {
  if (n % 40 === 0) return "fatal";
  if (n % 11 === 0) return "info";
  return n % 7 === 0 ? "warning" : "error";
}

function makeFrame(kind, n, index, { verb, noun, part }) {
  const at = (offset) => lines[(n * 37 + index * 23 + offset) % lines.length];
  const own = `${noun}/${part}-${verb}`;
  const isLast = index === FRAMES - 1;
  return {
    ...(index < FRAMES - OURS
      ? kind.library(index)
      : kind.own(isLast ? `${own}-${n % 97}` : own, `${verb}${cap(noun)}${isLast ? letters(n) : index}`)),
    lineno: 40 + index,
    colno: 12,
    pre_context: Array.from({ length: AROUND }, (_, offset) => at(offset)),
    context_line: at(AROUND),
    post_context: Array.from({ length: AROUND }, (_, offset) => at(AROUND + 1 + offset)),
  };
}

function cap(word) {
  return word[0].toUpperCase() + word.slice(1);
}

/** A number in letters: digits in a function's name do not make it another function. */
function letters(n) {
  return [...n.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join("");
}

/** Source code as there is in any project: our own. */
const lines = (() => {
  const folder = new URL("../../", import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".mjs"))
    .flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n"));
})();
