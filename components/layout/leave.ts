import { toast } from "@/components/ui/toast";
import { signOut } from "./sign-out";

/** Signs out, or says that it failed. */
export async function leave(): Promise<void> {
  try {
    await signOut();
  } catch (error) {
    toast({
      message: error instanceof Error ? error.message : "You are still signed in. Retry.",
      tone: "failed",
    });
  }
}
