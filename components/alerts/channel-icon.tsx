import { kinds } from "@/components/channels/kinds";
import type { ChannelKind } from "@/lib/notifications/schemas";

/** The sign of a kind of channel; its name stands beside it. */
export function ChannelIcon({ kind }: { kind: ChannelKind }) {
  const { Icon } = kinds[kind];
  return <Icon className="i" aria-hidden />;
}
