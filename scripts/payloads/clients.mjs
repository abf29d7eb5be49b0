import { browserClients } from "./browser-clients.mjs";
import { compiledClients } from "./compiled-clients.mjs";
import { nodeClients } from "./node-clients.mjs";
import { pythonClients } from "./python-clients.mjs";
import { rubyClients } from "./ruby-clients.mjs";

/**
 * Every client that can be recorded: `name` is its folder, `cases` what it is asked to report, `run(case, sink)` makes it
 * do so, `prepare()` installs it and answers with the reason if it cannot be had here.
 */
export const clients = [
  ...nodeClients,
  ...pythonClients,
  ...browserClients,
  ...compiledClients,
  ...rubyClients,
];
