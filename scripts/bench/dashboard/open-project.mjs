/** A project as its page makes one; gives its id and slug, and the key that its events count for. */
export async function openProject(api, name, platform) {
  const { id, slug } = await api("POST", "/api/v1/projects", { name, platform });
  const [key] = (await api("GET", `/api/v1/projects/${slug}/keys`)).keys;
  return { id, slug, keyId: key.id, publicKey: key.publicKey };
}
