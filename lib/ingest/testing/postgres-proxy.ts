import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** How `COMMIT` travels in a query message. */
const COMMIT = Buffer.from("COMMIT\0");

/** When a connection stops passing anything on. */
type Moment = "before commit" | "after commit";

/** A network between us and Postgres that can fail: real sockets, and a real server behind them. */
export interface PostgresProxy {
  /** The given address, by way of the proxy. */
  url: string;
  /** Ends all connections and refuses new ones. */
  cut(): void;
  /** Passes everything on: takes back `cut` and `freeze`, for the frozen connections too. */
  heal(): void;
  /** Passes nothing on any more; connections stay open, new ones are taken and get no answer. */
  freeze(): void;
  /** Waits for the next commit and freezes its connection and all others; returns when that has happened. */
  freezeAt(moment: Moment): Promise<void>;
  /** Lets the next commit pass and be answered, but loses the answer with the connection; returns when it is lost. */
  loseNextAnswer(): Promise<void>;
  /** Forgets the connections that are frozen, without a word to either end, and passes new ones: a route that changed. */
  abandon(): void;
  close(): Promise<void>;
}

interface Link {
  client: Socket;
  server: Socket;
  /** What waits in each direction while it is frozen. */
  held: { to: Socket; chunk: Buffer }[];
  /** Passes nothing on any more, whatever heals; not even its end. */
  isAbandoned: boolean;
}

/** Opens a proxy before the Postgres at `url`. It passes everything on until it is told otherwise. */
export async function openPostgresProxy(url: string): Promise<PostgresProxy> {
  const target = new URL(url);
  const links = new Set<Link>();
  let isCut = false;
  let isFrozen = false;
  let atCommit: { moment: Moment | "lost"; happened: () => void } | undefined;

  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const link: Link = {
      client,
      server: connect(Number(target.port), target.hostname),
      held: [],
      isAbandoned: false,
    };
    links.add(link);
    for (const [from, to] of [
      [client, link.server],
      [link.server, client],
    ] as const) {
      from.setNoDelay(true);
      from.on("data", (chunk: Buffer) => pass(link, from, to, chunk));
      from.on("error", () => {});
      from.on("close", () => {
        if (!link.isAbandoned) end(link);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String((server.address() as AddressInfo).port);

  function pass(link: Link, from: Socket, to: Socket, chunk: Buffer): void {
    const isAsked = from === link.client && chunk.includes(COMMIT);
    const isAnswered = from === link.server && chunk.includes(COMMIT);
    if (atCommit?.moment === "before commit" && isAsked) freezeNow();
    if (atCommit?.moment === "after commit" && isAnswered) freezeNow();
    if (atCommit?.moment === "lost" && isAnswered) return lose(link);
    if (isFrozen || link.isAbandoned) link.held.push({ to, chunk });
    else to.write(chunk);
  }

  function freezeNow(): void {
    isFrozen = true;
    atCommit?.happened();
    atCommit = undefined;
  }

  function lose(link: Link): void {
    atCommit?.happened();
    atCommit = undefined;
    end(link);
  }

  function end(link: Link): void {
    links.delete(link);
    link.client.destroy();
    link.server.destroy();
  }

  const waitFor = (moment: Moment | "lost"): Promise<void> =>
    new Promise((happened) => {
      atCommit = { moment, happened };
    });

  return {
    url: through.href,
    cut() {
      isCut = true;
      for (const link of links) end(link);
    },
    heal() {
      isCut = false;
      isFrozen = false;
      for (const link of links) for (const { to, chunk } of link.held.splice(0)) to.write(chunk);
    },
    freeze: () => {
      isFrozen = true;
    },
    abandon() {
      for (const link of links) link.isAbandoned = true;
      isFrozen = false;
    },
    freezeAt: waitFor,
    loseNextAnswer: () => waitFor("lost"),
    close() {
      for (const link of links) end(link);
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
