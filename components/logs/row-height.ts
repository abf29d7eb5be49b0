/** `--log-row-h`, in pixels. */
export const ROW_PX = 24;
