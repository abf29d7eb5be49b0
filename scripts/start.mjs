// `npm start` and `npm run dev`: from a clean clone to a running Jackdaw. Plain JavaScript without packages,
// and nothing is imported before the version check, so that an old Node can say what is wrong.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Jackdaw needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org`,
  );
  process.exit(1);
}
const isDev = process.argv.includes("--dev");
process.env.NODE_ENV = isDev ? "development" : "production";

try {
  const { installPackages } = await import("./install-packages.mjs");
  const { generateClient } = await import("./generate-client.mjs");
  const { build, isBuilt } = await import("./build.mjs");
  const { bundleServer } = await import("./bundle-server.mjs");
  await installPackages();
  await generateClient();
  if (isDev) await bundleServer();
  else if (!isBuilt()) await build();
  await import("../dist/main.mjs");
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
