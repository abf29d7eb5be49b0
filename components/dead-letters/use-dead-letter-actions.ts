import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { formatExact } from "@/lib/format/format-count";
import type { DeadLetterChoice } from "@/lib/dead-letters/schemas";
import { deleteDeadLetters, redriveDeadLetters } from "./queries";
import { redriveWords } from "./words";

/** What can be done with dead letters; says what it led to, and reads everything that shows them again. */
export function useDeadLetterActions(slug: string) {
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ["projects", slug] }),
      client.invalidateQueries({ queryKey: ["nav-projects"] }),
    ]);
  const redrive = useMutation({
    mutationFn: (choice: DeadLetterChoice) => redriveDeadLetters(slug, choice),
    onSuccess: (result) =>
      toast({ message: redriveWords(result), tone: result.failed > 0 ? "failed" : "done" }),
    onError: (error) => toast({ message: error.message, tone: "failed" }),
    onSettled: refresh,
  });

  async function remove(choice: DeadLetterChoice): Promise<void> {
    const { deleted, left } = await deleteDeadLetters(slug, choice);
    await refresh();
    const rest = left > 0 ? `, ${formatExact(left)} left` : "";
    toast({ message: `Deleted ${formatExact(deleted)} ${deleted === 1 ? "event" : "events"}${rest}` });
  }

  return { redrive, remove };
}
