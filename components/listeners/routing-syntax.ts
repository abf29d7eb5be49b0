import type { Syntax } from "@/components/rules/syntax";

export const routingSyntax: Syntax = {
  form: "host:pattern -> project",
  facts: [
    "The first line that matches decides; a token that a line carries itself decides before all rules.",
    "* stands for any text, ? for one character. Case never counts.",
    "The project is named by its slug, as in the address of its pages.",
    "A line without a host has its sender's address for one. # begins a comment.",
  ],
  examples: [
    { rule: "host:web-* -> shop", meaning: "Machines by their names" },
    { rule: "service:sshd -> ops", meaning: "A program, on whatever machine" },
    { rule: "address:10.0.0.0/8 -> ops", meaning: "A network" },
  ],
  names: [
    {
      title: "What to look at",
      list: [
        { name: "host", meaning: "host of the line" },
        { name: "service", meaning: "program or application" },
        { name: "address", meaning: "where the line came from" },
      ],
    },
  ],
};
