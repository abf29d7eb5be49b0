import { dockerSenders } from "./docker";
import { dotnetSenders } from "./dotnet";
import { goSenders } from "./go";
import { javaSenders } from "./java";
import { nodeSenders } from "./node";
import { phpSenders } from "./php";
import { protocolSenders } from "./protocols";
import { pythonSenders } from "./python";
import { rubySenders } from "./ruby";
import type { LogSender } from "./sender";
import { shipperSenders } from "./shippers";
import { syslogSenders } from "./syslog";

/** All senders, as the picker shows them. */
export const senderGroups: readonly { name: string; senders: readonly LogSender[] }[] = [
  {
    name: "Language",
    senders: [
      ...pythonSenders,
      ...nodeSenders,
      ...javaSenders,
      ...goSenders,
      ...rubySenders,
      ...phpSenders,
      ...dotnetSenders,
    ],
  },
  { name: "Daemon", senders: [...syslogSenders, ...dockerSenders, ...shipperSenders] },
  { name: "Protocol", senders: protocolSenders },
];

const all = senderGroups.flatMap(({ senders }) => senders);

/** The sender of an address; null for other words. */
export function findSender(id: string): LogSender | null {
  return all.find((sender) => sender.id === id) ?? null;
}

const ofPlatform: Record<string, string> = {
  node: "pino",
  nextjs: "pino",
  python: "python",
  "raven-python": "python",
  ruby: "ruby",
  php: "monolog",
  go: "slog",
  java: "logback",
  dotnet: "serilog",
};

/** What to show before anything was chosen: the sender of the project's platform, or curl. */
export function senderOfPlatform(platform: string): string {
  return Object.hasOwn(ofPlatform, platform) ? (ofPlatform[platform] ?? "curl") : "curl";
}
