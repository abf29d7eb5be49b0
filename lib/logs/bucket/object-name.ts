import type { FilePlace } from "@/lib/logs/store/folder";

/** The name of a file in the bucket, below its prefix: the same as below the log folder. */
export function objectName({ projectId, day, id }: FilePlace): string {
  return `${projectId}/${day}/${id}.parquet`;
}

/** The file of an object's name below the prefix; null for everything that is none of ours. */
export function readObjectName(name: string): FilePlace | null {
  const found =
    /^(\d{1,10})\/(\d{4}-\d\d-\d\d)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.parquet$/.exec(name);
  const [, project = "", day = "", id = ""] = found ?? [];
  return found ? { projectId: Number(project), day, id, isRemote: true } : null;
}
