// Usage: DSN=… node cases-raven-node.cjs raven <case>
// Reports one error in the way that the case names, for the recorded payloads.
const [, , packageName, name] = process.argv;
const Raven = require(packageName);

Raven.config(process.env.DSN, { release: "shop@1.2.3", environment: "payloads" }).install();

function chargeCard(order) {
  return order.card.number;
}

function settle(isCaught) {
  try {
    chargeCard({});
  } catch (error) {
    if (!isCaught) throw error;
    Raven.captureException(error, sent);
  }
}

// Handled or not, the stack is the same.
function settleLater() {
  setImmediate(() => settle(name !== "unhandled"));
}

function weighBox(box, depth) {
  if (depth === 0) throw new RangeError("box is empty");
  return weighBox(box, depth - 1);
}

function collect(work) {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

function sent(error) {
  process.exit(error ? 2 : 0);
}

const cases = {
  handled: () => settle(true),
  unhandled: settleLater,
  "handled-in-callback": settleLater,
  message: () => Raven.captureMessage("Stock of 7 is low", { level: "warning" }, sent),
  "message-other-number": () => Raven.captureMessage("Stock of 12 is low", { level: "warning" }, sent),
  fingerprint: () =>
    Raven.captureException(
      collect(() => weighBox({}, 0)),
      { fingerprint: ["box", "empty"] },
      sent,
    ),
  "recursion-shallow": () =>
    Raven.captureException(
      collect(() => weighBox({}, 3)),
      sent,
    ),
  "thrown-text": () => Raven.captureException("plain text thrown 17", sent),
};

cases[name]();
