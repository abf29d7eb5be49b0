import { notFound, redirect } from "next/navigation";
import { requireSession } from "@/app/session";
import { eventPath } from "@/components/events/event-address";
import { NotFoundError } from "@/lib/errors";
import { findEvent } from "@/lib/events/find-event";

/** Where the id that an SDK returned leads. */
export default async function Page({ params }: { params: Promise<{ eventId: string }> }) {
  const ctx = await requireSession();
  const { eventId } = await params;
  const found = await findEvent(ctx, eventId).catch((error: unknown) => {
    if (error instanceof NotFoundError) notFound();
    throw error;
  });
  redirect(eventPath(found.shortId, found.eventId));
}
