/** How a receiver checks X-Jackdaw-Signature: the raw body, in constant time, and nothing older than five minutes. */
export const samples = {
  node: {
    label: "Node",
    file: "check.js",
    code: `const { createHmac, timingSafeEqual } = require("node:crypto");

function isFromJackdaw(header, body, key) {
  const [, t, v1] = /^t=(\\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (!t || Math.abs(Date.now() / 1000 - Number(t)) > 300) return false;
  const mine = createHmac("sha256", key).update(\`\${t}.\${body}\`).digest();
  return timingSafeEqual(mine, Buffer.from(v1, "hex"));
}`,
  },
  python: {
    label: "Python",
    file: "check.py",
    code: `import hashlib, hmac, re, time

def is_from_jackdaw(header: str, body: bytes, key: str) -> bool:
    found = re.fullmatch(r"t=(\\d+),v1=([0-9a-f]{64})", header or "")
    if not found or abs(time.time() - int(found[1])) > 300:
        return False
    mine = hmac.new(key.encode(), found[1].encode() + b"." + body, hashlib.sha256)
    return hmac.compare_digest(mine.hexdigest(), found[2])`,
  },
  go: {
    label: "Go",
    file: "check.go",
    code: `func isFromJackdaw(header string, body []byte, key string) bool {
	t, v1, ok := strings.Cut(strings.TrimPrefix(header, "t="), ",v1=")
	seconds, err := strconv.ParseInt(t, 10, 64)
	if !ok || err != nil || time.Since(time.Unix(seconds, 0)).Abs() > 5*time.Minute {
		return false
	}
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(t + "."))
	mac.Write(body)
	given, err := hex.DecodeString(v1)
	return err == nil && hmac.Equal(mac.Sum(nil), given)
}`,
  },
  php: {
    label: "PHP",
    file: "check.php",
    code: `function is_from_jackdaw(string $header, string $body, string $key): bool {
    if (!preg_match('/^t=(\\d+),v1=([0-9a-f]{64})$/D', $header, $found)) return false;
    if (abs(time() - (int) $found[1]) > 300) return false;
    return hash_equals(hash_hmac('sha256', "$found[1].$body", $key), $found[2]);
}`,
  },
} as const;

export type SampleLanguage = keyof typeof samples;
