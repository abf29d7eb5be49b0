import { cleanScriptModule } from "@/lib/grouping/clean-filename";
import type { Configuration } from "@/lib/grouping/configuration";
import { FIRST_CLEANERS } from "@/lib/grouping/functions/cleaners";
import { cleanJavaName } from "@/lib/grouping/functions/java";
import { groupByExceptions } from "@/lib/grouping/strategies/exceptions";
import { groupByMessage } from "@/lib/grouping/strategies/message";
import { groupBySecurityReport } from "@/lib/grouping/strategies/security";
import { groupByBareStack, groupByThreads } from "@/lib/grouping/strategies/stacks";
import { groupByTemplate } from "@/lib/grouping/strategies/template";

/** Follows Sentry's `newstyle:2026-01-20` in the order of strategies and of hashed parts. */
export const JACKDAW_2026_11: Configuration = {
  version: "jackdaw:2026-11",
  strategies: [
    groupByExceptions,
    groupByThreads,
    groupByBareStack,
    groupByTemplate,
    groupBySecurityReport,
    groupByMessage,
  ],
  builtInFingerprints: [],
  contextLinePlatforms: new Set(["javascript", "node", "python", "php", "ruby"]),
  maximumContextLine: 120,
  lonePlatforms: new Set(["javascript"]),
  functionCleaners: FIRST_CLEANERS,
  unknownFunctions: new Set(),
  cleanModule: cleanScriptModule,
  cleanClass: cleanJavaName,
  isClassFileCleaned: false,
  isNamelessWhenCleaned: false,
};
