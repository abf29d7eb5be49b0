// Served after raven-js's own bundle; `DSN` and `MODE` come from the page.
Raven.config(window.DSN, {
  release: "shop@1.2.3",
  environment: "compat",
  tags: { flavour: "vanilla" },
}).install();
Raven.setUserContext({ id: "42", email: "kim@example.com" });
Raven.captureBreadcrumb({ category: "cart", message: "cart opened", level: "info" });

function chargeCard(order) {
  return order.card.number;
}

if (window.MODE === "handled") {
  try {
    chargeCard({});
  } catch (error) {
    Raven.captureException(error);
  }
} else if (window.MODE === "message") {
  Raven.captureMessage("Stock of 7 is low", { level: "warning" });
} else {
  setTimeout(() => chargeCard({}), 1);
}
