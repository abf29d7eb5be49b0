// Usage: DSN=… node cases-node.cjs <package> <case>
// Reports one error in the way that the case names, for the recorded payloads. Newer and older SDKs alike.
const [, , packageName, name] = process.argv;
const Sentry = require(packageName);

class PaymentError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = "PaymentError";
  }
}

Sentry.init({
  dsn: process.env.DSN,
  release: "shop@1.2.3",
  environment: "payloads",
  attachStacktrace: name === "message-with-stack",
});

function chargeCard(order) {
  return order.card.number;
}

function refundCard(order) {
  return order.card.number;
}

function settle(isCaught, pay = chargeCard) {
  try {
    pay({});
  } catch (error) {
    if (!isCaught) throw error;
    Sentry.captureException(error);
  }
}

// Handled or not, the stack is the same.
function settleLater() {
  setImmediate(() => settle(name !== "unhandled"));
}

function loadOrder(id) {
  throw new PaymentError(`order ${id} of 2026-11-20 is not paid, see https://shop.example.com/orders/${id}`);
}

function countBoxes(box) {
  return 1 + countBoxes(box.inner ?? box);
}

function weighBox(box, depth) {
  if (depth === 0) throw new PaymentError("box is empty");
  return weighBox(box, depth - 1);
}

function readStock() {
  throw new RangeError("stock is negative");
}

function wrapCause() {
  try {
    readStock();
  } catch (error) {
    throw new PaymentError("cannot sell", { cause: error });
  }
}

function wrapSeveral() {
  const errors = [1, 2].map(() => collect(readStock));
  throw new AggregateError([...errors, collect(() => loadOrder("A-1"))], "several failed");
}

function collect(work) {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

async function fetchOrder(id) {
  await new Promise((resolve) => setTimeout(resolve, 1));
  loadOrder(id);
}

class Cart {
  checkout() {
    return [1].map((item) => this.total(item));
  }
  total() {
    throw new RangeError("cart is empty");
  }
}

function capture(work, scopeTo) {
  const error = collect(work);
  if (!scopeTo) return Sentry.captureException(error);
  return Sentry.withScope((scope) => {
    scopeTo(scope);
    Sentry.captureException(error);
  });
}

const weigh = () => capture(() => weighBox({}, name === "recursion-deep" ? 8 : 3));

const cases = {
  handled: () => settle(true),
  unhandled: settleLater,
  "handled-in-callback": settleLater,
  "other-function": () => settle(true, refundCard),
  message: () => Sentry.captureMessage("Stock of 7 is low", "warning"),
  "message-other-number": () => Sentry.captureMessage("Stock of 12 is low", "warning"),
  "message-with-stack": () => Sentry.captureMessage("Stock of 7 is low", "warning"),
  "cause-chain": () => capture(wrapCause),
  "aggregate-error": () => capture(wrapSeveral),
  "id-in-message": () => capture(() => loadOrder("6f1ed002-ab55-4dd4-9a3c-1b6d4f0f9c11")),
  "async-rejection": () => void fetchOrder("42"),
  "async-handled": () => fetchOrder("43").catch((error) => Sentry.captureException(error)),
  fingerprint: () => capture(readStock, (scope) => scope.setFingerprint(["stock", "negative"])),
  "fingerprint-hybrid": () => capture(readStock, (scope) => scope.setFingerprint(["{{ default }}", "eu"])),
  "stack-overflow": () => capture(() => countBoxes({})),
  "recursion-shallow": weigh,
  "recursion-deep": weigh,
  method: () => capture(() => new Cart().checkout()),
  "made-function": () => capture(() => new Function("read", "return read()")(readStock)),
  "json-parse": () => capture(() => JSON.parse("{")),
  "thrown-text": () => Sentry.captureException("plain text thrown 17"),
  "thrown-object": () => Sentry.captureException({ code: 17, reason: "no stock" }),
};

cases[name]();
if (name !== "unhandled" && name !== "async-rejection") {
  setTimeout(() => Sentry.flush(5000).then((sent) => process.exit(sent ? 0 : 2)), 50);
}
