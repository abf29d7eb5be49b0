/** Why a mail was not taken. The message holds what the server said, for people. */
export class MailError extends Error {
  constructor(
    message: string,
    /** The recipient, or what is said to them, is refused for good. */
    readonly isPermanent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

type SmtpError = Error & { code?: string; responseCode?: number; response?: string; command?: string };

/**
 * What a failure of the transport means. Only what the server says for good to the recipient or the message is permanent: a
 * wrong password, a certificate that nobody trusts or a refused sender are this server's affair, and are tried again.
 */
export function toMailError(error: unknown, host: string): MailError {
  const { code, responseCode, response, command, message } = error as SmtpError;
  if (responseCode !== undefined) {
    const isAboutUs = command !== "RCPT TO" && command !== "DATA";
    const isPermanent = responseCode >= 500 && !isAboutUs;
    return new MailError(`${host} said: ${response ?? message}`, isPermanent, { cause: error });
  }
  const reason =
    code === "ETIMEDOUT"
      ? "it did not answer in time"
      : message.includes("ECONNREFUSED")
        ? "the connection was refused"
        : message;
  return new MailError(`${host} could not take the mail: ${reason}`, false, { cause: error });
}
