"""Usage: DSN=… python sentry_python.py handled|unhandled|message"""
import os
import sys

import sentry_sdk

sentry_sdk.init(dsn=os.environ["DSN"], release="shop@1.2.3", environment="compat")
sentry_sdk.set_tag("flavour", "vanilla")
sentry_sdk.set_user({"id": "42", "email": "kim@example.com"})
sentry_sdk.add_breadcrumb(category="cart", message="cart opened", level="info")


def charge_card(order):
    return order["card"]["number"]


mode = sys.argv[1]
if mode == "handled":
    try:
        charge_card({})
    except KeyError:
        sentry_sdk.capture_exception()
elif mode == "message":
    sentry_sdk.capture_message("Stock of 7 is low", "warning")
else:
    charge_card({})
sentry_sdk.flush(5)
