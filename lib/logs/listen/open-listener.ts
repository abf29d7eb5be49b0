import { frameDelimited } from "@/lib/logs/parse/framing/frame-delimited";
import { frameSyslog } from "@/lib/logs/parse/syslog/frame-syslog";
import { decodeGelf, decodeJson, decodeSyslog } from "./decode-messages";
import { openGelfDatagrams } from "./gelf/open-datagrams";
import { LIMITS, type ListenerLimits } from "./limits";
import type { Listener, ListenerSettings } from "./listener";
import { serveLumberjack } from "./lumberjack/serve-lumberjack";
import { serveDatagrams } from "./serve-datagrams";
import { serveStream } from "./serve-stream";
import type { ListenerKind } from "./schemas";

const NUL = 0;
const LF = 0x0a;

type Settings = Omit<ListenerSettings, "limits"> & { limits?: Partial<ListenerLimits> };

/** Opens a listener of any kind. Rejects with the system's error when its port can't be listened on. */
export async function openListener({ limits, ...settings }: Settings): Promise<Listener> {
  return openers[settings.kind]({ ...settings, limits: { ...LIMITS, ...limits } });
}

const syslog = { frame: frameSyslog, decode: decodeSyslog };

const openers: Record<ListenerKind, (settings: ListenerSettings) => Promise<Listener>> = {
  syslog_udp: (settings) =>
    serveDatagrams(settings, {
      take: (datagram, remote) => [
        {
          ...decodeSyslog(datagram, BigInt(Date.now()) * 1_000_000n),
          remote,
          rawBytes: datagram.length,
        },
      ],
    }),
  syslog_tcp: (settings) => serveStream({ ...settings, tls: undefined }, syslog),
  syslog_tls: (settings) => serveStream(withCertificate(settings), syslog),
  gelf_udp: (settings) => serveDatagrams(settings, openGelfDatagrams()),
  gelf_tcp: (settings) =>
    serveStream(
      { ...settings, tls: undefined },
      { frame: (maxBytes) => frameDelimited(NUL, maxBytes), decode: decodeGelf },
    ),
  json_tcp: (settings) =>
    serveStream(
      { ...settings, tls: undefined },
      { frame: (maxBytes) => frameDelimited(LF, maxBytes), decode: decodeJson },
    ),
  lumberjack: (settings) => serveLumberjack({ ...settings, tls: undefined }),
};

function withCertificate(settings: ListenerSettings): ListenerSettings {
  if (settings.tls) return settings;
  throw new Error(
    "Syslog over TLS needs a certificate: set JACKDAW_LOG_TLS_CERT and JACKDAW_LOG_TLS_KEY to its files.",
  );
}
