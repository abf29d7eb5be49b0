// Bundled by the test as a site would; `DSN` and `MODE` come from the page.
import * as Sentry from "@sentry/browser";

Sentry.init({ dsn: window.DSN, release: "shop@1.2.3", environment: "compat" });
Sentry.setTag("flavour", "vanilla");
Sentry.setUser({ id: "42", email: "kim@example.com" });
Sentry.addBreadcrumb({ category: "cart", message: "cart opened", level: "info" });

function chargeCard(order) {
  return order.card.number;
}

if (window.MODE === "handled") {
  try {
    chargeCard({});
  } catch (error) {
    Sentry.captureException(error);
  }
} else if (window.MODE === "message") {
  Sentry.captureMessage("Stock of 7 is low", "warning");
} else {
  setTimeout(() => chargeCard({}), 1);
}
