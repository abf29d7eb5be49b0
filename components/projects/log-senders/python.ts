import { quoteJson } from "./quote";
import type { LogSender } from "./sender";
import type { LogTarget } from "./target";

const install = { title: "Terminal", code: "pip install python-logging-loki" };

const loki = ({ base }: LogTarget) => quoteJson(`${base}/loki/api/v1/push`);

const pythonLogging: LogSender = {
  id: "python",
  name: "Python logging",
  snippets: (target) => [
    install,
    {
      title: "app.py",
      code: `import logging
from multiprocessing import Queue

import logging_loki

handler = logging_loki.LokiQueueHandler(
    Queue(-1),
    url=${loki(target)},
    tags={"service": ${quoteJson(target.service)}},
    auth=("jackdaw", ${quoteJson(target.token)}),
    version="1",
)
logging.basicConfig(level=logging.INFO, handlers=[handler, logging.StreamHandler()])

logging.info("Hello from Python")`,
    },
  ],
  note: "The queue sends in a thread of its own, so that a slow network never holds up the program. Flask and FastAPI log through the same module.",
};

const django: LogSender = {
  id: "django",
  name: "Django",
  snippets: (target) => [
    install,
    {
      title: "settings.py",
      code: `from multiprocessing import Queue

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "jackdaw": {
            "class": "logging_loki.LokiQueueHandler",
            "queue": Queue(-1),
            "url": ${loki(target)},
            "tags": {"service": ${quoteJson(target.service)}},
            "auth": ("jackdaw", ${quoteJson(target.token)}),
            "version": "1",
        },
    },
    "root": {"handlers": ["console", "jackdaw"], "level": "INFO"},
}`,
    },
    {
      title: "python manage.py shell",
      code: `import logging
logging.getLogger("django").warning("Hello from Django")`,
    },
  ],
};

export const pythonSenders = [pythonLogging, django];
