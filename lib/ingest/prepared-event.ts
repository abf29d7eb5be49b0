/** An event in memory, ready for the one transaction: columns and payload, no JSON left to build. */
export interface PreparedEvent {
  projectId: number;
  keyId: string;
  /** 32 hex digits. */
  eventId: string;
  receivedAt: Date;
  occurredAt: Date;
  /** As `levelNumber` gives it. */
  level: number;
  /** Preferred first; at least one. */
  hashes: string[];
  groupingVersion: string;
  type: string;
  message: string;
  culprit: string;
  function?: string;
  location?: string;
  /** The innermost in-app frames, for the free-text search of an issue that it opens. */
  stackText?: string;
  platform: string;
  logger?: string;
  isUnhandled: boolean;
  /** '' when the client named none. */
  environment: string;
  release: string;
  userKey: string | null;
  tags: [key: string, value: string][];
  payload: Buffer;
}
