import type { Name, Syntax } from "@/components/rules/syntax";

const frameNames: readonly Name[] = [
  { name: "stack.function", meaning: "function of a frame" },
  { name: "stack.module", meaning: "module, class or package path" },
  { name: "stack.abs_path", meaning: "full path of the file; also written path" },
  { name: "stack.package", meaning: "library or binary" },
  { name: "app", meaning: "yes or no: the frame is in-app" },
  { name: "family", meaning: "javascript, python, java, native, …" },
];

export const fingerprintSyntax: Syntax = {
  form: "matcher:pattern … -> part, part",
  facts: [
    "The first line that holds decides; lines after it are not asked.",
    "All matchers of a line must hold, those about frames on the same frame.",
    "* stands for any text, in a path up to the next slash; ** goes over slashes; ? is one character.",
    "! before a matcher turns it round; quotes allow spaces; # begins a comment.",
    "{{ default }} keeps the usual grouping and splits it by the other parts.",
  ],
  examples: [
    {
      rule: "error.type:ConnectionError -> connection-lost",
      meaning: "Every error of one type is one issue",
    },
    { rule: 'message:"Order * not found" -> order-not-found', meaning: "A message with a part that changes" },
    {
      rule: "stack.module:billing.* -> {{ default }}, {{ tags.tenant }}",
      meaning: "The usual grouping, but one issue per tenant",
    },
    {
      rule: 'logger:payments !level:info -> payments, {{ error.type }} title="Payments: {{ error.type }}"',
      meaning: "One issue per type, with a name of its own",
    },
  ],
  names: [
    {
      title: "Matchers",
      list: [
        { name: "error.type", meaning: "type of an exception" },
        { name: "error.value", meaning: "its message" },
        { name: "message", meaning: "the event's message" },
        { name: "logger", meaning: "who logged it" },
        { name: "level", meaning: "fatal, error, warning, info, debug" },
        { name: "release", meaning: "version of the program" },
        { name: "sdk", meaning: "name of the client" },
        { name: "tags.NAME", meaning: "value of a tag" },
        ...frameNames,
      ],
    },
    {
      title: "Variables, inside {{ }}",
      list: [
        { name: "default", meaning: "what would count without the rule" },
        { name: "error.type, error.value", meaning: "of the exception" },
        { name: "message, logger, level, release", meaning: "of the event" },
        { name: "transaction", meaning: "where it happened" },
        { name: "stack.function, stack.module", meaning: "of the frame nearest the crash" },
        { name: "stack.filename, stack.abs_path, stack.package", meaning: "of that frame" },
        { name: "tags.NAME", meaning: "value of a tag" },
      ],
    },
  ],
};

export const stackTraceSyntax: Syntax = {
  form: "matcher:pattern … action …",
  facts: [
    "Lines apply in order after Jackdaw's own rules; a later line wins.",
    "Matchers are written as in fingerprint rules; all of them must hold for a frame.",
    "^ before an action also takes the frames toward the crash, v those away from it.",
    "[ matcher:pattern ] | looks at the frame that called, | [ matcher:pattern ] at the one that was called.",
  ],
  examples: [
    { rule: "stack.abs_path:**/generated/** -app", meaning: "Generated code is not our own" },
    { rule: "stack.module:com.acme.* +app", meaning: "A library of ours is our own code" },
    { rule: "stack.function:retry* -group", meaning: "A wrapper does not count" },
    {
      rule: "family:javascript stack.abs_path:**/vendor/** -app -group",
      meaning: "Vendored scripts neither show nor count",
    },
    { rule: "error.type:StackOverflow* max-frames=3", meaning: "Only the frames nearest the crash count" },
  ],
  names: [
    {
      title: "Matchers",
      list: [
        ...frameNames,
        { name: "category", meaning: "what another rule set" },
        { name: "error.type", meaning: "type of the exception" },
        { name: "error.value", meaning: "its message" },
        { name: "error.mechanism", meaning: "how it was caught" },
      ],
    },
    {
      title: "Actions",
      list: [
        { name: "+app, -app", meaning: "the frame is in-app, or is not" },
        { name: "+group, -group", meaning: "the frame counts, or does not" },
        { name: "^-app, v-group", meaning: "with the frames before or behind it" },
        { name: "max-frames=N", meaning: "only N frames count" },
        { name: "category=NAME", meaning: "a name for later lines" },
        { name: "invert-stacktrace=yes", meaning: "the frames away from the crash count first" },
      ],
    },
  ],
};
