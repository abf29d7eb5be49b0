import { mkdir, open, readdir, rename, statfs, unlink } from "node:fs/promises";

/** What the spool needs of an open file; `FileHandle` has it. */
export interface SpoolHandle {
  writev(buffers: readonly NodeJS.ArrayBufferView[], position: number): Promise<{ bytesWritten: number }>;
  read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
  datasync(): Promise<void>;
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  stat(): Promise<{ size: number }>;
  close(): Promise<void>;
}

/** What the spool needs of a file system, so that a test can be a bad one. */
export interface SpoolFiles {
  open(path: string, flags: string, mode?: number): Promise<SpoolHandle>;
  mkdir(path: string, options: { recursive: true; mode: number }): Promise<unknown>;
  readdir(path: string): Promise<string[]>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  statfs(path: string): Promise<{ bsize: number; blocks: number; bavail: number }>;
}

/** The file system of this machine. */
export const realFiles: SpoolFiles = { open, mkdir, readdir, rename, unlink, statfs };

/** Only the account of the server reads what clients sent. */
export const FILE_MODE = 0o600;
export const FOLDER_MODE = 0o700;
