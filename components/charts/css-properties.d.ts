import "react";

declare module "react" {
  interface CSSProperties {
    /** Height of a chart's plot. */
    "--h"?: string;
  }
}
