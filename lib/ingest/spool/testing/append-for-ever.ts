import { writeSync } from "node:fs";
import { openSpool } from "@/lib/ingest/spool/open-spool";

/** Appends numbered records to the spool named in the arguments, several at a time, and prints each number once it is acknowledged. */
async function main(dir: string, first: number): Promise<void> {
  const spool = await openSpool(dir);
  let next = first;
  const appendOneByOne = async () => {
    for (;;) {
      const number = next++;
      await spool.append(Buffer.from(`${number}`.padEnd(50 + ((number * 97) % 20_000), ".")));
      writeSync(1, `${number}\n`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, appendOneByOne));
}

await main(process.argv[2] ?? "", Number(process.argv[3]));
