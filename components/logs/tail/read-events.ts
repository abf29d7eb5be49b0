/** One server-sent event: its name, and its data as it was sent. */
export interface ServerEvent {
  name: string;
  data: string;
}

/** Takes server-sent events out of a text that arrives in pieces, cut anywhere. Comments are left out. Linear. */
export class EventReader {
  #rest = "";
  #name = "";
  #data: string[] = [];

  /** The events that end in this piece. */
  read(piece: string): ServerEvent[] {
    const found: ServerEvent[] = [];
    const lines = piece.split("\n");
    lines[0] = this.#rest + (lines[0] ?? "");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (this.#data.length > 0) found.push({ name: this.#name, data: this.#data.join("\n") });
        this.#name = "";
        this.#data = [];
      } else if (line.startsWith("event: ")) this.#name = line.slice("event: ".length);
      else if (line.startsWith("data: ")) this.#data.push(line.slice("data: ".length));
    }
    return found;
  }
}
