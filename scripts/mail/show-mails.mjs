import { once } from "node:events";
import { createServer } from "node:http";

/** Shows on a port of this machine what a mail server took: `/?to=ada@example.org` answers the mails to that address, oldest first. */
export async function showMails({ mails }, port) {
  const server = createServer((request, response) => {
    const to = new URL(request.url, "http://localhost").searchParams.get("to")?.toLowerCase();
    const found = mails.filter((mail) => mail.to.some((address) => address.toLowerCase() === to));
    response.setHeader("content-type", "application/json").end(JSON.stringify(found));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
}
