// `npm run bench:dashboard`: how long the server takes for lists, searches, issues and bulk actions over 1,000,000 events of
// 20,000 issues, how soon the issue list stands in a browser, and how much JavaScript it needs. FOLDER=… keeps the data and
// takes it from there the next time; EVENTS, ISSUES and ROUNDS change how much is made and asked; ONLY=server or ONLY=page.
import { measurePage } from "./bench/dashboard/measure-page.mjs";
import { measureServer } from "./bench/dashboard/measure-server.mjs";
import { openDashboard } from "./bench/dashboard/open-dashboard.mjs";
import { findKnown } from "./bench/dashboard/paths.mjs";

const size = {
  events: Number(process.env.EVENTS ?? 1_000_000),
  issues: Number(process.env.ISSUES ?? 20_000),
  releases: 50,
  users: 200_000,
  days: 30,
};
const only = process.env.ONLY;

console.log("Starting a production build with a data folder of its own");
const { url, owner, api, db, formatShortId, close } = await openDashboard(size, process.env.FOLDER);
let figures;
try {
  const known = await findKnown(api, db, formatShortId);
  figures = {
    ...(only !== "page" && (await measureServer(api, known, Number(process.env.ROUNDS ?? 40)))),
    ...(only !== "server" && (await measurePage(url, owner))),
  };
} finally {
  await close();
}
console.log(
  Object.entries(figures)
    .map(([name, value]) => `${name}=${value}`)
    .join(" "),
);
