import { execFileSync } from "node:child_process";
import { join } from "node:path";

/**
 * Makes a certificate of its own for `localhost`, good for two days, and its key: two files of PEM in a folder. Throws where
 * there is no openssl.
 */
export function makeCertificate(folder) {
  const files = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
  const what = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"];
  const names = ["-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", [...what, ...names, "-keyout", files.key, "-out", files.cert], { stdio: "ignore" });
  return files;
}
