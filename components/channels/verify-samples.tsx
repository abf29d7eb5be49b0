"use client";

import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Segmented } from "@/components/ui/segmented";
import { type SampleLanguage, samples } from "./samples";

const languages = Object.keys(samples) as SampleLanguage[];

/** How a program tells a message of ours from others, in the language that it is written in. */
export function VerifySamples() {
  const [language, setLanguage] = useState<SampleLanguage>("node");
  const { file, code } = samples[language];
  return (
    <div className="mem-f">
      <Segmented
        label="Language"
        value={language}
        onValueChange={setLanguage}
        options={languages.map((value) => ({ value, label: samples[value].label }))}
      />
      <CodeBlock title={file} code={code} />
    </div>
  );
}
