import { z } from "zod";
import { readAddress } from "./address";
import { writeAddress } from "./write-address";

export { writeAddress };

/** Views of one person, and tabs of one person, at most. */
export const viewLimit = 100;
export const pinLimit = 30;

const name = z.string().trim().min(1, "Give the view a name.").max(60, "Use at most 60 characters.");

/** The search part of the list's address, such as `query=is%3Aregressed&env=production`, in its one canonical form. */
const address = z
  .string()
  .max(8000, "This address is too long to keep.")
  .transform((text, context) => {
    const input = readAddress(text);
    if (input === null) {
      context.addIssue({ code: "custom", message: "This is not an address of the issue list." });
      return z.NEVER;
    }
    return writeAddress(input);
  });

export const createViewSchema = z.strictObject({
  name,
  address,
  /** Seen by all people of the organization. */
  isShared: z.boolean().default(false),
  /** A tab of its own at once, behind the others. */
  isPinned: z.boolean().default(true),
});
export type CreateViewInput = z.infer<typeof createViewSchema>;

export const viewParams = z.object({ viewId: z.uuid() });

export const updateViewSchema = z
  .strictObject({ name: name.optional(), address: address.optional(), isShared: z.boolean().optional() })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), "Say what changes.");
export type UpdateViewInput = z.infer<typeof updateViewSchema>;

export const pinViewsSchema = z.strictObject({
  /** All tabs, first to last. */
  viewIds: z.array(z.uuid()).max(pinLimit, `Pin at most ${pinLimit} views.`),
});
export type PinViewsInput = z.infer<typeof pinViewsSchema>;

/** A list of issues with a name, as one person sees it. */
export type SavedView = {
  id: string;
  name: string;
  address: string;
  isShared: boolean;
  isMine: boolean;
  /** Whether this person may rename, share, change or delete it. */
  canChange: boolean;
  /** Whose it is; null when that account is gone. */
  owner: string | null;
  isPinned: boolean;
};
