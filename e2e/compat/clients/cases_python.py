"""Usage: DSN=… python cases_python.py <case>

Reports one error in the way that the case names, for the recorded payloads. Runs with sentry-sdk 0, 1 and 2.
"""
import logging
import os
import sys
import threading

import sentry_sdk

case = sys.argv[1]
sentry_sdk.init(
    dsn=os.environ["DSN"],
    release="shop@1.2.3",
    environment="payloads",
    attach_stacktrace=case == "message-with-stack",
)
logger = logging.getLogger("shop.stock")


class PaymentError(Exception):
    pass


def charge_card(order):
    return order["card"]["number"]


def refund_card(order):
    return order["card"]["number"]


def settle(is_caught, pay=charge_card):
    try:
        pay({})
    except KeyError:
        if not is_caught:
            raise
        sentry_sdk.capture_exception()


def load_order(number):
    raise PaymentError("order %s of 2026-11-20 is not paid" % number)


def weigh_box(box, depth):
    if depth == 0:
        raise PaymentError("box is empty")
    return weigh_box(box, depth - 1)


def overflow():
    sys.setrecursionlimit(120)
    count_boxes({})


def count_boxes(box):
    return 1 + count_boxes(box)


def read_stock():
    raise ValueError("stock is negative")


def wrap_cause():
    try:
        read_stock()
    except ValueError as error:
        raise PaymentError("cannot sell") from error


def wrap_context():
    try:
        read_stock()
    except ValueError:
        raise PaymentError("cannot sell")


def collect(work):
    try:
        work()
    except Exception as error:
        return error


def wrap_group(kinds):
    # The name exists since Python 3.11.
    raise ExceptionGroup("several failed", [collect(kind) for kind in kinds])  # noqa: F821


def capture(work):
    try:
        work()
    except Exception:
        sentry_sdk.capture_exception()


def capture_with_fingerprint(parts):
    if hasattr(sentry_sdk, "new_scope"):
        with sentry_sdk.new_scope() as scope:
            scope.fingerprint = parts
            capture(read_stock)
    else:
        with sentry_sdk.push_scope() as scope:
            scope.fingerprint = parts
            capture(read_stock)


def log_exception():
    try:
        read_stock()
    except ValueError:
        logger.exception("cannot read stock of %s", "apples")


def run_thread():
    thread = threading.Thread(target=read_stock, name="stock-reader")
    thread.start()
    thread.join()


def run_lambda():
    capture(lambda: [read_stock() for _ in range(1)])


def weigh():
    capture(lambda: weigh_box({}, 8 if case == "recursion-deep" else 3))


def fail():
    settle(False)


cases = {
    "handled": lambda: settle(True),
    "unhandled": fail,
    "handled-at-top": fail,
    "other-function": lambda: settle(True, refund_card),
    "message": lambda: sentry_sdk.capture_message("Stock of 7 is low", "warning"),
    "message-other-number": lambda: sentry_sdk.capture_message("Stock of 12 is low", "warning"),
    "message-with-stack": lambda: sentry_sdk.capture_message("Stock of 7 is low", "warning"),
    "logger": lambda: logger.error("stock of %s is %d", "apples", 7),
    "logger-other-values": lambda: logger.error("stock of %s is %d", "pears", 12),
    "logger-other-template": lambda: logger.error("price of %s is %d", "apples", 7),
    "logger-exception": log_exception,
    "cause-chain": lambda: capture(wrap_cause),
    "context-chain": lambda: capture(wrap_context),
    "group-one-kind": lambda: capture(lambda: wrap_group([read_stock, read_stock])),
    "group-two-kinds": lambda: capture(lambda: wrap_group([read_stock, lambda: load_order(1)])),
    "id-in-message": lambda: capture(lambda: load_order("6f1ed002-ab55-4dd4-9a3c-1b6d4f0f9c11")),
    "fingerprint": lambda: capture_with_fingerprint(["stock", "negative"]),
    "fingerprint-hybrid": lambda: capture_with_fingerprint(["{{ default }}", "eu"]),
    "stack-overflow": lambda: capture(overflow),
    "recursion-shallow": weigh,
    "recursion-deep": weigh,
    "thread": run_thread,
    "lambda": run_lambda,
}

try:
    cases[case]()
except KeyError:
    # Handled or not, the stack is the same.
    if case == "unhandled":
        raise
    sentry_sdk.capture_exception()
sentry_sdk.flush(5)
