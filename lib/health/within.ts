/** What `work` gives, or `late` when it is not there after `ms`. The work goes on; its errors are the caller's to handle. */
export async function within<T, L>(ms: number, work: Promise<T>, late: L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  return Promise.race([work, impatience]).finally(() => clearTimeout(timer));
}
