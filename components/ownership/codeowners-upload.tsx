"use client";

import { Upload } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

const LARGEST_BYTES = 900_000;

/** Takes the text of a file from the person's disk. It is a draft until it is saved. */
export function CodeownersUpload({ onRead }: { onRead: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);

  async function read(file: File | undefined) {
    if (!file) return;
    if (file.size > LARGEST_BYTES) {
      toast({ message: "This file is too large to be a CODEOWNERS file.", tone: "failed" });
      return;
    }
    onRead((await file.text()).replaceAll("\0", ""));
  }

  return (
    <div className="row">
      <input
        ref={input}
        type="file"
        hidden
        aria-label="CODEOWNERS file"
        onChange={({ currentTarget }) => {
          void read(currentTarget.files?.[0]);
          currentTarget.value = "";
        }}
      />
      <Button icon={<Upload className="i" />} onClick={() => input.current?.click()}>
        Read a file
      </Button>
    </div>
  );
}
