/** Nearly every key fails this one test. */
const HINT = /pass|pwd|secret|key|auth|cred|token|dsn|cookie/i;
const AUTH_WORD = /(?:^|[^a-z])auth(?:[^a-z]|$)/i;
const PARTS = [
  "password",
  "passwd",
  "passphrase",
  "secret",
  "apikey",
  "authkey",
  "privatekey",
  "authorization",
  "credential",
  "accesstoken",
  "refreshtoken",
  "authtoken",
  "sentrydsn",
  "cookie",
];

/** Whether what stands under this name is likely a secret, in any spelling (`API-Key`, `accessToken`, `db_passwd`). */
export function isSensitiveKey(name: string): boolean {
  if (!HINT.test(name)) return false;
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return (
    PARTS.some((part) => plain.includes(part)) ||
    plain.endsWith("token") ||
    plain.endsWith("pwd") ||
    AUTH_WORD.test(name)
  );
}
