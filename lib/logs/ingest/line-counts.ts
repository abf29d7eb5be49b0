import { levelOf, logLevels } from "@/lib/logs/levels";
import { admitPair, noteLines } from "./count-pairs";
import { OTHER_HOSTS } from "./other-hosts";

const MINUTE = 60_000_000_000n;
/** The place of a severity's level among the four. */
const LEVEL_OF = Array.from({ length: 25 }, (_, severity) => logLevels.indexOf(levelOf(severity)));

/** Lines of one minute, host and service: four counts, by level. */
export interface LineCount {
  /** Epoch ms. */
  minute: number;
  host: string;
  service: string;
  levels: number[];
}

/** Counts the lines of a chunk by minute, level, host and service. */
export class LineCounts {
  private readonly minutes = new Map<number, Map<string, Map<string, LineCount>>>();
  /** The minute of the line before, as lines of a minute come together: from, up to, and what is counted in it. */
  private from = 0n;
  private to = 0n;
  private hosts = new Map<string, Map<string, LineCount>>();

  constructor(private readonly projectId: number) {}

  add(time: bigint, severity: number, host: string, service: string): void {
    if (time < this.from || time >= this.to) this.turnTo(time);
    const count = this.hosts.get(host)?.get(service) ?? this.open(host, service);
    const level = LEVEL_OF[severity] as number;
    count.levels[level] = (count.levels[level] as number) + 1;
  }

  /** All counts, when the chunk is whole; those of pairs beyond the bound stand once a minute, under `OTHER_HOSTS`. */
  list(): LineCount[] {
    const counts = new Set<LineCount>();
    for (const [minute, hosts] of this.minutes) {
      const own = new Set([...hosts.values()].flatMap((services) => [...services.values()]));
      const lines = [...own].reduce((sum, { levels }) => levels.reduce((all, some) => all + some, sum), 0);
      noteLines(this.projectId, minute, lines);
      for (const count of own) counts.add(count);
    }
    return [...counts];
  }

  private turnTo(time: bigint): void {
    this.from = time - (time % MINUTE);
    this.to = this.from + MINUTE;
    const minute = Number(this.from / 1_000_000n);
    let hosts = this.minutes.get(minute);
    if (!hosts) this.minutes.set(minute, (hosts = new Map()));
    this.hosts = hosts;
  }

  private open(host: string, service: string): LineCount {
    const minute = Number(this.from / 1_000_000n);
    const isNamed = host === "" && service === "" ? true : admitPair(this.projectId, minute, host, service);
    if (!isNamed) {
      const together = this.hosts.get(OTHER_HOSTS)?.get("") ?? this.make(OTHER_HOSTS, "");
      this.put(host, service, together);
      return together;
    }
    return this.make(host, service);
  }

  private make(host: string, service: string): LineCount {
    const minute = Number(this.from / 1_000_000n);
    const count = { minute, host, service, levels: [0, 0, 0, 0] };
    this.put(host, service, count);
    return count;
  }

  private put(host: string, service: string, count: LineCount): void {
    const services = this.hosts.get(host);
    if (services) services.set(service, count);
    else this.hosts.set(host, new Map([[service, count]]));
  }
}
