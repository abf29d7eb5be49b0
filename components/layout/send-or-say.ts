import { toast } from "@/components/ui/toast";

/**
 * Sends what somebody did, and says so when it is refused; true when it was done. Whoever showed it already reads the server's
 * word afterwards, whatever came of it. `otherwise` is said when nobody knows why.
 */
export async function sendOrSay(
  send: () => Promise<unknown>,
  otherwise = "Nothing was changed. Retry.",
): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    toast({ message: error instanceof Error ? error.message : otherwise, tone: "failed" });
    return false;
  }
}
