"""Usage: DSN=… python raven_python.py handled|unhandled|message"""
import os
import sys

from raven import Client

options = {"release": "shop@1.2.3", "environment": "compat", "tags": {"flavour": "vanilla"}}
client = Client(os.environ["DSN"], **options)
client.user_context({"id": "42", "email": "kim@example.com"})
if hasattr(client, "captureBreadcrumb"):
    client.captureBreadcrumb(category="cart", message="cart opened", level="info")
else:
    from raven import breadcrumbs

    breadcrumbs.record(category="cart", message="cart opened", level="info")


def charge_card(order):
    return order["card"]["number"]


mode = sys.argv[1]
if mode == "handled":
    try:
        charge_card({})
    except KeyError:
        client.captureException()
elif mode == "message":
    client.captureMessage("Stock of 7 is low", level="warning")
else:
    client.install_sys_hook() if hasattr(client, "install_sys_hook") else None
    charge_card({})
