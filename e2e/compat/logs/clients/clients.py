"""Unmodified log clients for Python: `clients.py <name>` sends the lines of the scene by one of them."""

import json
import logging
import os
import sys
from urllib.parse import urlsplit

URL = urlsplit(os.environ["LOGS_URL"])
TOKEN = os.environ["LOGS_TOKEN"]
PORT = int(os.environ.get("LOGS_PORT") or 0)
BURST = int(os.environ.get("LOGS_BURST") or 0)

FIELDS = {"order": "A-17", "amount": 12.5, "paid": False, "nested": {"a": {"b": 1}}, "list": ["x", "y"]}
LINES = [
    (logging.DEBUG, "cache miss for user:42", {}),
    (logging.INFO, "Grüße aus Zürich – 你好 🐦", {}),
    (logging.WARNING, "first line\n  second line\n\tthird", {}),
    (logging.ERROR, "payment failed", FIELDS),
] + [(logging.INFO, "burst %d" % number, {}) for number in range(BURST)]


def loggly():
    from loggly.handlers import HTTPSHandler

    handler = HTTPSHandler("%s://%s/inputs/%s/tag/python" % (URL.scheme, URL.netloc, TOKEN))
    handler.setFormatter(JsonFormatter())
    return handler


class JsonFormatter(logging.Formatter):
    """Loggly's manual has a format string; a formatter can also quote."""

    def format(self, record):
        fields = {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        return json.dumps({"levelname": record.levelname, "message": record.getMessage(), "name": record.name, **fields})


def splunk():
    from splunk_handler import SplunkHandler

    handler = SplunkHandler(
        host=URL.hostname,
        port=str(URL.port),
        token=TOKEN,
        index="main",
        hostname="web-1",
        source="checkout",
        protocol=URL.scheme,
        flush_interval=0.3,
        record_format=True,
        queue_size=0,
    )
    handler.setFormatter(JsonFormatter())
    return handler


def splunk_hec():
    from splunk_hec_handler import SplunkHecHandler

    return SplunkHecHandler(URL.hostname, TOKEN, port=URL.port, proto=URL.scheme, source="checkout", hostname="web-1")


def graypy_http():
    import graypy

    # Its HTTP handler has no way to show a token but the address.
    return graypy.GELFHTTPHandler(URL.hostname, port=URL.port, path="/gelf?token=" + TOKEN)


def graypy_tcp():
    import graypy

    return graypy.GELFTCPHandler("127.0.0.1", PORT)


def pygelf_udp():
    from pygelf import GelfUdpHandler

    return GelfUdpHandler("127.0.0.1", PORT, include_extra_fields=True, chunk_size=100)


def logstash():
    from logstash import TCPLogstashHandler

    return TCPLogstashHandler("127.0.0.1", PORT, version=1)


def logstash_async():
    from logstash_async.handler import AsynchronousLogstashHandler

    return AsynchronousLogstashHandler("127.0.0.1", PORT, database_path=None)


def beats():
    from logstash_async.constants import constants
    from logstash_async.handler import AsynchronousLogstashHandler

    # By itself it waits after each 25 lines until they are acknowledged.
    constants.QUEUED_EVENTS_BATCH_SIZE = 500
    constants.QUEUED_EVENTS_BEATS_BATCH_SIZE = 250
    return AsynchronousLogstashHandler(
        "127.0.0.1", PORT, database_path=None, transport="logstash_async.transport.BeatsTransport"
    )


def loki():
    from logging_loki import LokiHandler

    return LokiHandler(
        url="%s://%s/loki/api/v1/push" % (URL.scheme, URL.netloc),
        tags={"app": "checkout"},
        auth=("x", TOKEN),
        version="1",
    )


def otlp():
    from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
    from opentelemetry.sdk._logs import LoggerProvider, LoggingHandler
    from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
    from opentelemetry.sdk.resources import Resource

    provider = LoggerProvider(resource=Resource.create({"service.name": "checkout", "host.name": "web-1"}))
    exporter = OTLPLogExporter(
        endpoint="%s://%s/v1/logs" % (URL.scheme, URL.netloc), headers={"authorization": "Bearer " + TOKEN}
    )
    provider.add_log_record_processor(BatchLogRecordProcessor(exporter))
    return LoggingHandler(logger_provider=provider)


def rfc5424_tcp():
    import socket

    from rfc5424logging import Rfc5424SysLogHandler

    return Rfc5424SysLogHandler(
        address=("127.0.0.1", PORT),
        socktype=socket.SOCK_STREAM,
        hostname="web-1",
        appname="checkout",
        enterprise_id=32473,
    )


def rfc5424_tls():
    import socket

    from rfc5424logging import FRAMING_OCTET_COUNTING, Rfc5424SysLogHandler

    return Rfc5424SysLogHandler(
        address=("localhost", PORT),
        socktype=socket.SOCK_STREAM,
        framing=FRAMING_OCTET_COUNTING,
        hostname="web-1",
        appname="checkout",
        tls_enable=True,
        tls_ca_bundle=os.environ["LOGS_CERTIFICATE"],
    )


def syslog_udp():
    from logging.handlers import SysLogHandler

    return SysLogHandler(address=("127.0.0.1", PORT))


logger = logging.getLogger("shop.pay")
logger.setLevel(logging.DEBUG)
logger.propagate = False
logger.addHandler(globals()[sys.argv[1]]())
for level, message, fields in LINES:
    logger.log(level, message, extra=dict(fields))
logging.shutdown()
