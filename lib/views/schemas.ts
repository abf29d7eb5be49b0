import { z } from "zod";
import { readAddress } from "./address";
import { readLogAddress, writeLogAddress } from "./log-address";
import { type ViewSubject, viewSubjects } from "./constants";
import { writeAddress } from "./write-address";

export { writeAddress };

/** Views of one person in one list, and tabs of one person there, at most. */
export const viewLimit = 100;
export const pinLimit = 30;

const name = z.string().trim().min(1, "Give the view a name.").max(60, "Use at most 60 characters.");

/** The search part of the list's address, such as `query=is%3Aregressed&env=production`. */
const address = z.string().max(8000, "This address is too long to keep.");

/** Whose list the views are of: of issues, or of log lines. */
const subject = z.enum(viewSubjects).default("issues");

/** An address in the one form that equal lists have in common; null for what is no address of that list. */
export function plainAddress(of: ViewSubject, text: string): string | null {
  if (of === "logs") {
    const input = readLogAddress(text);
    return input && writeLogAddress(input);
  }
  const input = readAddress(text);
  return input && writeAddress(input);
}

export const createViewSchema = z
  .strictObject({
    subject,
    name,
    address,
    /** Seen by all people of the organization. */
    isShared: z.boolean().default(false),
    /** A tab of its own at once, behind the others. */
    isPinned: z.boolean().default(true),
  })
  .transform((input, context) => {
    const plain = plainAddress(input.subject, input.address);
    if (plain === null) {
      context.addIssue({
        code: "custom",
        path: ["address"],
        message:
          input.subject === "logs"
            ? "This is not an address of the logs."
            : "This is not an address of the issue list.",
      });
      return z.NEVER;
    }
    return { ...input, address: plain };
  });
export type CreateViewInput = z.infer<typeof createViewSchema>;
export type CreateViewBody = z.input<typeof createViewSchema>;

export const listViewsQuery = z.strictObject({ subject });
export type ListViewsInput = z.infer<typeof listViewsQuery>;

export const viewParams = z.object({ viewId: z.uuid() });

/** The address is judged by the list that the view is of. */
export const updateViewSchema = z
  .strictObject({ name: name.optional(), address: address.optional(), isShared: z.boolean().optional() })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), "Say what changes.");
export type UpdateViewInput = z.infer<typeof updateViewSchema>;

export const pinViewsSchema = z.strictObject({
  subject,
  /** All tabs of that list, first to last. */
  viewIds: z.array(z.uuid()).max(pinLimit, `Pin at most ${pinLimit} views.`),
});
export type PinViewsInput = z.infer<typeof pinViewsSchema>;

/** A list of issues, or a search of logs, with a name, as one person sees it. */
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
