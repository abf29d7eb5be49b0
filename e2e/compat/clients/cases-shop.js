// The shop's own code: what fails is the same whatever engine runs it and whatever client reports it.

function chargeCard(order) {
  if (!order.card) throw new RangeError("order has no card");
  return order.card.number;
}

function refundCard(order) {
  if (!order.card) throw new RangeError("order has no card");
  return order.card.number;
}

function loadOrder(id) {
  throw new RangeError(`order ${id} is not paid`);
}

// oxlint-disable-next-line only-used-in-recursion -- the case is a recursion
function weighBox(box, depth) {
  if (depth === 0) throw new RangeError("box is empty");
  return weighBox(box, depth - 1);
}

// oxlint-disable-next-line only-used-in-recursion -- the case is an endless recursion
function countBoxes(box) {
  return 1 + countBoxes(box);
}

function readStock() {
  throw new RangeError("stock is negative");
}

function wrapCause() {
  try {
    readStock();
  } catch (error) {
    throw new Error("cannot sell", { cause: error });
  }
}

function wrapSeveral() {
  throw new AggregateError([collect(readStock), collect(() => loadOrder(17))], "several failed");
}

class Cart {
  constructor(items) {
    this.items = items;
    if (items === null) this.total();
  }
  checkout() {
    const totals = this.items.map((item) => 1 * this.total(item));
    return totals.length;
  }
  // Nothing here but `quick` ends with a call: WebKit leaves the frame of such a call out (classes are strict code).
  total() {
    return 1 * chargeCard({});
  }
  static open() {
    return new Cart(null);
  }
  static quick() {
    return chargeCard({});
  }
  get price() {
    return 1 * this.total();
  }
}

const store = {
  cart: {
    pay() {
      return chargeCard({});
    },
  },
};
store.cart.hold = function () {
  return chargeCard({});
};

async function fetchOrder() {
  await new Promise((resolve) => setTimeout(resolve, 1));
  return chargeCard({});
}

function collect(work) {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

function settle(isCaught, client, pay = chargeCard) {
  try {
    pay({});
  } catch (error) {
    if (!isCaught) throw error;
    client.error(error);
  }
}

function press(work) {
  const button = document.createElement("button");
  button.addEventListener("click", function onPress() {
    work();
  });
  document.body.append(button);
  button.click();
}

/** Runs one case; `client` tells the SDK of `error(error)`, `message(text)` or `fingerprint(error, parts)`. */
export function runCase(name, client) {
  const capture = (work) => client.error(collect(work));
  // Handled or not, the stack is the same.
  const settleLater = () => setTimeout(() => settle(name !== "unhandled", client), 1);
  const weigh = () => capture(() => weighBox({}, name === "recursion-deep" ? 8 : 3));
  const cases = {
    handled: () => settle(true, client),
    unhandled: settleLater,
    "handled-in-callback": settleLater,
    "other-function": () => settle(true, client, refundCard),
    message: () => client.message("Stock of 7 is low"),
    "message-other-number": () => client.message("Stock of 12 is low"),
    "message-with-stack": () => client.message("Stock of 7 is low"),
    "async-rejection": () => void fetchOrder(),
    "async-handled": () => fetchOrder().catch((error) => client.error(error)),
    "in-promise": () => new Promise(() => chargeCard({})).catch((error) => client.error(error)),
    "in-listener": () => press(() => chargeCard({})),
    method: () => capture(() => new Cart([1]).checkout()),
    constructor: () => capture(() => Cart.open()),
    "tail-call": () => capture(() => Cart.quick()),
    getter: () => capture(() => new Cart([]).price),
    "object-method": () => capture(() => store.cart.pay()),
    "assigned-function": () => capture(() => store.cart.hold()),
    // oxlint-disable-next-line no-implied-eval -- the case is a function made from text
    "made-function": () => capture(() => new Function("charge", "return charge({})")(chargeCard)),
    native: () => capture(() => [{}].forEach(chargeCard)),
    sort: () => capture(() => [{}, {}].sort((one) => chargeCard(one))),
    "json-parse": () => capture(() => JSON.parse("{")),
    "undefined-property": () => capture(() => window.missing.card),
    "undefined-call": () => capture(() => window.missing()),
    "cause-chain": () => capture(wrapCause),
    "aggregate-error": () => capture(wrapSeveral),
    "id-in-message": () => capture(() => loadOrder(20261120)),
    fingerprint: () => client.fingerprint(collect(readStock), ["stock", "negative"]),
    "fingerprint-hybrid": () => client.fingerprint(collect(readStock), ["{{ default }}", "eu"]),
    "stack-overflow": () => capture(() => countBoxes({})),
    "recursion-shallow": weigh,
    "recursion-deep": weigh,
    "thrown-text": () =>
      setTimeout(() => {
        throw "plain text thrown 17";
      }, 1),
    "thrown-object": () => client.error({ code: 17, reason: "no stock" }),
  };
  cases[name]();
}
