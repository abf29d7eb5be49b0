"use client";

import { useEffect, useState } from "react";

/** Loads a module once, when somebody first needs it, and tells a component when it is there. */
export function createLoader<Tools>(fetchTools: () => Promise<Tools>) {
  let loaded: Tools | null = null;
  let loading: Promise<Tools> | null = null;

  async function load(): Promise<Tools> {
    loading ??= fetchTools();
    try {
      loaded = await loading;
    } catch (error) {
      // The next use tries again: the connection may be back.
      loading = null;
      throw error;
    }
    return loaded;
  }

  /** The tools once they are there; they are asked for as soon as they are `wanted`. */
  function useTools(wanted: boolean): Tools | null {
    const [tools, setTools] = useState(() => loaded);
    const isWanted = wanted && tools === null;
    useEffect(() => {
      if (!isWanted) return;
      // Without them the field is a plain one, and the server reads what is typed.
      load().then(
        (them) => setTools(() => them),
        () => undefined,
      );
    }, [isWanted]);
    return tools;
  }
  return { load, useTools };
}
