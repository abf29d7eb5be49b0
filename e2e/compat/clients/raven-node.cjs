// Usage: DSN=… node raven-node.cjs handled|unhandled|message
const Raven = require("raven");
const [, , mode] = process.argv;

Raven.config(process.env.DSN, {
  release: "shop@1.2.3",
  environment: "compat",
  tags: { flavour: "vanilla" },
}).install();
Raven.mergeContext({ user: { id: "42", email: "kim@example.com" } });

function chargeCard(order) {
  return order.card.number;
}

function sent(error) {
  process.exit(error ? 2 : 0);
}

Raven.captureBreadcrumb({ category: "cart", message: "cart opened", level: "info" });
if (mode === "handled") {
  try {
    chargeCard({});
  } catch (error) {
    Raven.captureException(error, sent);
  }
} else if (mode === "message") {
  Raven.captureMessage("Stock of 7 is low", { level: "warning" }, sent);
} else {
  setTimeout(() => chargeCard({}), 1);
}
