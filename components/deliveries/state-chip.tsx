import { Chip } from "@/components/ui/chip";
import type { DeliveryRow } from "@/lib/notifications/schemas";
import { stateOf, stateTones, stateWords } from "./words";

/** How a delivery stands, in a word. */
export function StateChip(delivery: Pick<DeliveryRow, "status" | "attempts">) {
  const state = stateOf(delivery);
  return (
    <Chip tone={stateTones[state]}>{delivery.status === "sending" ? "Sending" : stateWords[state]}</Chip>
  );
}
