/**
 * Where a commit can be looked at: `<repository>/commit/<id>`, as GitHub, GitLab, Gitea and Forgejo have it, and
 * `/commits/` on Bitbucket. Null unless the repository is an http(s) address and the id looks like a commit's.
 */
export function commitUrl(repository: string | null, id: string): string | null {
  if (repository === null || !/^[0-9a-zA-Z]{4,64}$/.test(id) || !URL.canParse(repository)) return null;
  const url = new URL(repository);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  const path = url.pathname.endsWith("/") ? url.pathname.slice(0, -1) : url.pathname;
  const base = path.endsWith(".git") ? path.slice(0, -".git".length) : path;
  const isBitbucket = url.hostname === "bitbucket.org";
  // Nothing of a user name or a password that somebody left in the address.
  return `${url.protocol}//${url.host}${base}/${isBitbucket ? "commits" : "commit"}/${id}`;
}
