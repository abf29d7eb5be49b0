import { quoteJson } from "./quote";
import type { LogSender } from "./sender";

const winston: LogSender = {
  id: "winston",
  name: "Node winston",
  snippets: ({ base, token, service }) => [
    { title: "Terminal", code: "npm install winston winston-loki" },
    {
      title: "logger.js",
      code: `const winston = require("winston");
const LokiTransport = require("winston-loki");

const logger = winston.createLogger({
  level: "debug",
  format: winston.format.json(),
  transports: [
    new winston.transports.Console(),
    new LokiTransport({
      host: ${quoteJson(base)},
      basicAuth: ${quoteJson(`jackdaw:${token}`)},
      labels: { service: ${quoteJson(service)} },
      json: true,
    }),
  ],
});

logger.info("Hello from winston", { userId: 42 });`,
    },
  ],
};

const pino: LogSender = {
  id: "pino",
  name: "Node pino",
  snippets: ({ base, token, service }) => [
    { title: "Terminal", code: "npm install pino pino-loki" },
    {
      title: "logger.js",
      code: `const pino = require("pino");

const logger = pino(
  pino.transport({
    target: "pino-loki",
    options: {
      host: ${quoteJson(base)},
      basicAuth: { username: "jackdaw", password: ${quoteJson(token)} },
      labels: { service: ${quoteJson(service)} },
    },
  }),
);

logger.info({ userId: 42 }, "Hello from pino");`,
    },
  ],
};

export const nodeSenders = [winston, pino];
