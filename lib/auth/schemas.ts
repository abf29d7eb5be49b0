import { z } from "zod";

/** Lengths in characters; the upper bound keeps a hash cheap. */
export const passwordLength = { min: 10, max: 128 };

/** What a person is called. */
export const personName = z
  .string("Enter a name.")
  .trim()
  .min(1, "Enter a name.")
  .max(100, "Use at most 100 characters.");

/** An address, in lower case. */
export const emailAddress = z
  .string("Enter an e-mail address.")
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters.")
  .pipe(z.email("That does not look like an e-mail address."));

export const newPassword = z
  .string("Enter a password.")
  .min(passwordLength.min, `Use at least ${passwordLength.min} characters.`)
  .max(passwordLength.max, `Use at most ${passwordLength.max} characters.`);

const currentPassword = z.string("Enter the current password.").min(1, "Enter the current password.");

/** The first person of a server. */
export const ownerSchema = z.strictObject({ name: personName, email: emailAddress, password: newPassword });
export type OwnerInput = z.infer<typeof ownerSchema>;

export const nameSchema = z.strictObject({ name: personName });
export type NameInput = z.infer<typeof nameSchema>;

export const emailSchema = z.strictObject({ email: emailAddress, currentPassword });
export type EmailInput = z.infer<typeof emailSchema>;

export const passwordSchema = z.strictObject({ currentPassword, newPassword });
export type PasswordInput = z.infer<typeof passwordSchema>;

export const sessionParams = z.object({ id: z.string().min(1).max(64) });

/** One place where a person is signed in, as the account page shows it. Times are ISO 8601. */
export type SessionRow = {
  id: string;
  isCurrent: boolean;
  /** An address, the /64 network of an IPv6 one, or "this machine". */
  ipAddress: string | null;
  /** Browser and system, "Firefox on Linux"; null when the client did not say. */
  client: string | null;
  signedInAt: string;
  lastSeenAt: string;
};
