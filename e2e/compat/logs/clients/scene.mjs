// What every client sends, and where to: all by the environment, so that a client's script is what its manual says.
export const url = new URL(process.env.LOGS_URL);
export const token = process.env.LOGS_TOKEN;
/** Host and port as clients that speak TLS only want them. */
export const tlsHost = process.env.LOGS_TLS_HOST;
/** The port of a listener, for clients of sockets. */
export const port = Number(process.env.LOGS_PORT);
const burst = Number(process.env.LOGS_BURST ?? 0);

/** Four levels, text beyond ASCII, several lines in one, structured fields; then so many lines as are asked for. */
export const lines = [
  { level: "debug", message: "cache miss for user:42" },
  { level: "info", message: "Grüße aus Zürich – 你好 🐦" },
  { level: "warn", message: "first line\n  second line\n\tthird" },
  {
    level: "error",
    message: "payment failed",
    fields: { order: "A-17", amount: 12.5, paid: false, nested: { a: { b: 1 } }, list: ["x", "y"] },
  },
  ...Array.from({ length: burst }, (_, number) => ({ level: "info", message: `burst ${number}` })),
];

/** Loggers that send what they hold now and then are left alone until all of it was counted; then they are ended. */
export const stay = () => setInterval(() => {}, 60_000);

/** What a client complains about is the test's failure. */
export const fail = (error) => {
  console.error(error);
  process.exit(2);
};
