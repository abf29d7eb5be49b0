/** Signs in as a browser would and returns `call(method, path, body)` for our own API; a refusal throws its text. */
export async function signIn(url, owner) {
  const request = await openSession(url, owner);
  return async (method, path, body) => {
    const response = await request(method, path, body);
    return response.status === 204 ? undefined : response.json();
  };
}

/** The same with the answer as fetch gives it, for what is streamed. */
export async function openSession(url, { email, password }) {
  const origin = { origin: url, "sec-fetch-site": "same-origin", "content-type": "application/json" };
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: origin,
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`Sign-in failed: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...origin, cookie },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
}
