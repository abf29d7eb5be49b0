// Usage: DSN=… node sentry-node.cjs <package> handled|unhandled|message
const [, , packageName, mode] = process.argv;
const Sentry = require(packageName);

Sentry.init({ dsn: process.env.DSN, release: "shop@1.2.3", environment: "compat" });
Sentry.setTag("flavour", "vanilla");
Sentry.setUser({ id: "42", email: "kim@example.com" });
Sentry.addBreadcrumb({ category: "cart", message: "cart opened", level: "info" });

function chargeCard(order) {
  return order.card.number;
}

if (mode === "handled") {
  try {
    chargeCard({});
  } catch (error) {
    Sentry.captureException(error);
  }
} else if (mode === "message") {
  Sentry.captureMessage("Stock of 7 is low", "warning");
} else {
  setTimeout(() => chargeCard({}), 1);
}
if (mode !== "unhandled") Sentry.flush(5000).then((sent) => process.exit(sent ? 0 : 2));
