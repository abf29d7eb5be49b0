"""Usage: DSN=… python cases_raven_python.py <case>

Reports one error in the way that the case names, for the recorded payloads. Runs with raven 5 and 6.
"""
import logging
import os
import sys

from raven import Client
from raven.handlers.logging import SentryHandler

client = Client(os.environ["DSN"], release="shop@1.2.3", environment="payloads")
logger = logging.getLogger("shop.stock")
logger.addHandler(SentryHandler(client))


def charge_card(order):
    return order["card"]["number"]


def settle(is_caught):
    try:
        charge_card({})
    except KeyError:
        if not is_caught:
            raise
        client.captureException()


def weigh_box(box, depth):
    if depth == 0:
        raise ValueError("box is empty")
    return weigh_box(box, depth - 1)


def read_stock():
    raise ValueError("stock is negative")


def wrap_cause():
    try:
        read_stock()
    except ValueError as error:
        raise RuntimeError("cannot sell") from error


def capture(work, **fields):
    try:
        work()
    except Exception:
        client.captureException(**fields)


def fail():
    settle(False)


cases = {
    "handled": lambda: settle(True),
    "unhandled": fail,
    "handled-at-top": fail,
    "message": lambda: client.captureMessage("Stock of 7 is low", level="warning"),
    "message-other-number": lambda: client.captureMessage("Stock of 12 is low", level="warning"),
    "message-with-parameters": lambda: client.captureMessage(
        "Stock of %s is low", params=("apples",), level="warning"
    ),
    "logger": lambda: logger.error("stock of %s is %d", "apples", 7),
    "logger-other-values": lambda: logger.error("stock of %s is %d", "pears", 12),
    "cause-chain": lambda: capture(wrap_cause),
    "fingerprint": lambda: capture(read_stock, fingerprint=["stock", "negative"]),
    "recursion-shallow": lambda: capture(lambda: weigh_box({}, 3)),
}

try:
    cases[sys.argv[1]]()
except KeyError:
    # Handled or not, the stack is the same.
    if sys.argv[1] == "unhandled":
        raise
    client.captureException()
