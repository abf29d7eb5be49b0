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
  const { build, forgetBuild, isBuilt } = await import("./build.mjs");
  const { bundleServer } = await import("./bundle-server.mjs");
  await installPackages();
  await generateClient();
  if (!isBuilt()) {
    // Development shares the server's bundle: one made from other sources must not pass for the built one.
    if (isDev) forgetBuild();
    else await build();
  }
  if (isDev) await bundleServer();
  await import("../dist/main.mjs");
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
