import { logTrouble } from "@/lib/ingest/log-trouble";
import { explainTrouble } from "./explain-trouble";
import type { Listener } from "./listener";
import { openListener } from "./open-listener";
import { type CertificateFiles, readCertificate, versionOf } from "./read-certificate";
import { type ListenerRow, readListeners, writeTrouble } from "./read-listeners";
import { parseRules } from "./route/parse-rules";
import type { Route } from "./route/route-sender";
import { Tally } from "./tally";

const LOOK_MS = 3_000;

/** Where listeners are kept. */
export interface KeepOptions extends CertificateFiles {
  /** Default: all interfaces. */
  host?: string;
  /** How often the table is read, in ms. */
  lookMs?: number;
}

/** One that is open. */
interface Kept {
  kind: string;
  port: number;
  listener: Listener;
  rules: string;
  route: Route;
  /** Of the certificate that it shows, '' where it shows none. */
  certificate: string;
}

/**
 * Keeps open what table `log_listener` has switched on: reads it every few seconds, opens, closes and tries again, and
 * notes in it what is in the way; what came is counted by the hour. A certificate that was renewed is shown to who connects
 * from then on. While the database is away everything stays as it is. Returns once the first reading is done or has failed.
 */
export async function keepListeners(options: KeepOptions = {}): Promise<{ close(): Promise<void> }> {
  const kept = new Map<string, Kept>();
  const tally = new Tally();
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let looking = look();
  await looking;

  async function look(): Promise<void> {
    try {
      await follow(await readListeners());
      await tally.write();
    } catch (error) {
      logTrouble("The listeners for logs stay as they are, their table could not be read", error);
    }
    if (isClosed) return;
    timer = setTimeout(() => {
      looking = look();
    }, options.lookMs ?? LOOK_MS);
  }

  async function follow(rows: ListenerRow[]): Promise<void> {
    const wanted = new Map(rows.map((row) => [row.id, row]));
    for (const [id, { kind, port, listener }] of kept) {
      const row = wanted.get(id);
      if (row && row.kind === kind && row.port === port) continue;
      kept.delete(id);
      await listener.close();
    }
    for (const row of rows) {
      if (isClosed) return;
      const trouble = await keep(row);
      if (trouble !== row.trouble) await writeTrouble(row, trouble);
    }
  }

  /** Opens one, or gives one that is open its rules of now. Returns what is in the way, or ''. */
  async function keep({ id, kind, port, rules, keys, fallback }: ListenerRow): Promise<string> {
    const known = kept.get(id);
    const parsed = known?.rules === rules ? known.route.rules : parseRules(rules).rules;
    const route = { rules: parsed, keys, fallback };
    if (known) {
      Object.assign(known, { rules, route });
      return renew(known);
    }
    try {
      const tls = kind === "syslog_tls" ? await readCertificate(options) : undefined;
      const certificate = tls?.version ?? "";
      const own: Kept = { kind, port, rules, route, certificate, listener: { port, close: async () => {} } };
      own.listener = await openListener({
        kind,
        port,
        host: options.host,
        route: () => own.route,
        count: (outcome, lines) => tally.add(id, outcome, lines),
        tls,
      });
      kept.set(id, own);
      return "";
    } catch (error) {
      return explainTrouble(error, port);
    }
  }

  /** Gives a listener the certificate that is there now. Returns what is in the way, or ''; it goes on with the one before. */
  async function renew(known: Kept): Promise<string> {
    if (known.certificate === "") return "";
    try {
      if ((await versionOf(options)) === known.certificate) return "";
      const tls = await readCertificate(options);
      if (!tls) return "";
      known.listener.renew?.(tls);
      known.certificate = tls.version;
      return "";
    } catch (error) {
      return `It still shows the certificate of before, for the new one cannot be used: ${(error as Error).message}`;
    }
  }

  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await looking;
      await Promise.all([...kept.values()].map(({ listener }) => listener.close()));
      kept.clear();
      await tally.write().catch((error: unknown) => logTrouble("Counts of the listeners are lost", error));
    },
  };
}
