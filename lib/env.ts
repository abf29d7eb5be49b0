import { resolve } from "node:path";
import { z } from "zod";

const text = z.string().trim().min(1);
const port = z.coerce
  .number("must be a whole number")
  .int("must be a whole number")
  .min(1, "must lie between 1 and 65535")
  .max(65535, "must lie between 1 and 65535");

/** Whether user and password of an address can be read. */
function isDecodable(address: string): boolean {
  try {
    const { username, password } = new URL(address);
    return decodeURIComponent(username + password) !== undefined;
  } catch {
    return false;
  }
}

const databaseUrl = text.regex(/^postgres(ql)?:\/\//, "must begin with postgresql://");

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    /** A Postgres 15 or newer of your own; unset means the embedded one. */
    DATABASE_URL: databaseUrl.optional(),
    /** Where the database-backed tests may create databases; unset means an embedded server of their own. */
    TEST_DATABASE_URL: databaseUrl.optional(),
    PORT: port.default(8000),
    /** The address to listen on; unset means every interface, IPv6 (where there is any) and IPv4. */
    HOST: text.optional(),
    /** The address that people and SDKs use, for links and DSNs, without a trailing slash. */
    JACKDAW_URL: z
      .url({ protocol: /^https?$/, error: "must be an address that begins with http:// or https://" })
      .transform((url) => url.replace(/\/$/, ""))
      .optional(),
    /** The data folder: embedded database, spool, generated secret. */
    JACKDAW_DATA: text.default("data").transform((folder) => resolve(folder)),
    /** Where the log engine of this installation is asked: a folder of sockets. Set by the server for the pages. */
    JACKDAW_LOG_ENGINE: text.optional(),
    /** The certificate and its key, PEM files, for listeners that take logs over TLS. */
    JACKDAW_LOG_TLS_CERT: text.optional(),
    JACKDAW_LOG_TLS_KEY: text.optional(),
    /** The bucket and folder that sealed log files lie in; unset means the data folder. */
    JACKDAW_LOGS_BUCKET: text
      .regex(
        /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w.-]+)*\/?$/,
        "must be like s3://bucket or s3://bucket/folder, of letters, digits, dots, hyphens and underscores",
      )
      .optional(),
    /** The server of the bucket; unset means AWS. */
    JACKDAW_S3_ENDPOINT: z
      .url({ protocol: /^https?$/, error: "must be an address that begins with http:// or https://" })
      .optional(),
    /** Whether the bucket's name stands in the path; unset means so with a JACKDAW_S3_ENDPOINT, else in the host name. */
    JACKDAW_S3_PATH_STYLE: z
      .enum(["true", "false"], "must be true or false")
      .transform((value) => value === "true")
      .optional(),
    AWS_REGION: text.default("us-east-1"),
    AWS_ACCESS_KEY_ID: text.optional(),
    AWS_SECRET_ACCESS_KEY: text.optional(),
    AWS_SESSION_TOKEN: text.optional(),
    /** What copies of the bucket's files may take on this machine's disk. */
    JACKDAW_LOGS_CACHE_MB: z.coerce
      .number("must be a whole number")
      .int("must be a whole number")
      .min(256, "must be at least 256")
      .default(2048),
    JACKDAW_OWNER_EMAIL: z.email("must be an e-mail address").optional(),
    JACKDAW_OWNER_PASSWORD: z.string().min(1).optional(),
    /** Signs sessions; unset means one that is generated once and kept in the data folder. */
    JACKDAW_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
    /** Where mails go: smtp://user:password@host:587, or smtps://…; unset means that no mail is sent. */
    JACKDAW_SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: "must be an address that begins with smtp:// or smtps://" })
      .refine(isDecodable, "holds a user or a password with a bare %: write %25")
      .optional(),
    /** Whom mails are from, such as “Jackdaw <jackdaw@example.com>”; unset means jackdaw@ and the host of JACKDAW_URL. */
    JACKDAW_MAIL_FROM: text
      .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, "must be an e-mail address, with or without a name before it")
      .optional(),
    /** Hosts of this network that webhooks may reach, also without encryption: names or addresses, with or without a port. */
    JACKDAW_PRIVATE_HOSTS: z
      .string()
      .default("")
      .transform((list) =>
        list
          .split(",")
          .map((host) => host.trim().toLowerCase())
          .filter(Boolean),
      ),
    /** Where the front finds the pages, when the web role runs in another process. */
    JACKDAW_WEB_URL: z
      .url({ protocol: /^http$/, error: "must be an address that begins with http://" })
      .transform((url) => new URL(url))
      .optional(),
    /** How many proxies stand before Jackdaw and append to X-Forwarded-For. */
    JACKDAW_TRUSTED_PROXIES: z.coerce
      .number("must be a whole number")
      .int("must be a whole number")
      .min(0, "must not be negative")
      .max(16, "must not be above 16")
      .default(0),
  })
  .refine((env) => !env.JACKDAW_OWNER_EMAIL === !env.JACKDAW_OWNER_PASSWORD, {
    path: ["JACKDAW_OWNER_PASSWORD"],
    error: "goes with JACKDAW_OWNER_EMAIL: set both or neither",
  })
  .refine((env) => !env.JACKDAW_LOGS_BUCKET || (env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY), {
    path: ["JACKDAW_LOGS_BUCKET"],
    error: "needs a key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
  })
  .transform((env) => ({ ...env, JACKDAW_URL: env.JACKDAW_URL ?? `http://localhost:${env.PORT}` }));

export type Env = z.output<typeof schema>;

/** Reads settings out of a set of variables. Throws one message that names every bad variable, for a person. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  // `PORT=` in a compose file means "not set".
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  throw new Error(`These environment variables cannot be used:\n${problems.join("\n")}`);
}

let read: Env | undefined;

/** The settings of this process, read on first use so that a build needs none. The only reader of process.env. */
export function env(): Env {
  return (read ??= parseEnv(process.env));
}
