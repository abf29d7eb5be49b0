import type { SpoolFiles, SpoolHandle } from "./spool-files";

/** The bytes of a file from `start` up to `end`, or to its end when `end` is left out or lies beyond. */
export async function readBytes(
  files: SpoolFiles,
  path: string,
  start = 0,
  end = Number.POSITIVE_INFINITY,
): Promise<Buffer> {
  const handle = await files.open(path, "r");
  try {
    const { size } = await handle.stat();
    return await readAll(handle, start, Math.max(0, Math.min(end, size) - start));
  } finally {
    await handle.close();
  }
}

async function readAll(handle: SpoolHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
