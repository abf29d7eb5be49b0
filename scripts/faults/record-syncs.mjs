// Loaded before the server (`--import`): writes down what it asked the disk to keep, so that a power cut can be acted
// out. It goes by the calls that the server makes, not by its code.
import { openSync, readdirSync, writeSync } from "node:fs";
import files from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const log = openSync(process.env.FAULTS_SYNC_LOG, "a");
const note = (what) => writeSync(log, `${JSON.stringify(what)}\n`);
const open = files.open;

files.open = async (path, ...rest) => {
  const handle = await open(path, ...rest);
  for (const name of ["datasync", "sync"]) {
    const sync = handle[name].bind(handle);
    handle[name] = async () => {
      const before = await handle.stat();
      const names = before.isDirectory() ? readdirSync(path) : [];
      await sync();
      note(before.isDirectory() ? { folder: path, names } : { file: path, size: before.size });
    };
  }
  return handle;
};
syncBuiltinESMExports();
