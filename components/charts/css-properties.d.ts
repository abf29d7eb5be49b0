import "react";

declare module "react" {
  interface CSSProperties {
    /** Height of a chart's plot. */
    "--h"?: string;
    /** Widths of the chosen columns between level and message. */
    "--lcols"?: string;
  }
}
