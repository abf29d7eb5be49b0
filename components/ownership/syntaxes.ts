import type { Syntax } from "@/components/rules/syntax";

export const rulesSyntax: Syntax = {
  form: "path:pattern #team name@example.com …",
  facts: [
    "The last line that matches decides; its first owner who exists is the one that is assigned.",
    "* stands for any text, also over slashes; ? is one character. Case never counts.",
    "A path that begins with no slash may begin at any folder of the file's path.",
    "Quotes allow spaces in a pattern. # begins a comment at the start of a line only.",
    "Rules here win over CODEOWNERS.",
  ],
  examples: [
    { rule: "path:src/checkout/* #payments", meaning: "A folder belongs to a team" },
    { rule: "url:*/admin/* #back-office", meaning: "Whatever happens on some pages" },
    { rule: "tags.browser:Firefox* #web ada@example.com", meaning: "By the value of a tag" },
    { rule: "module:com.acme.billing.* #payments", meaning: "A module or package" },
  ],
  names: [
    {
      title: "What to look at",
      list: [
        { name: "path", meaning: "files of in-app frames" },
        { name: "module", meaning: "modules of in-app frames" },
        { name: "url", meaning: "address of the request" },
        { name: "tags.NAME", meaning: "value of a tag" },
      ],
    },
    {
      title: "Owners",
      list: [
        { name: "#team", meaning: "a team by its slug" },
        { name: "name@example.com", meaning: "a member by e-mail" },
      ],
    },
  ],
};

export const codeownersSyntax: Syntax = {
  form: "pattern @org/team @user name@example.com",
  facts: [
    "Files as GitHub and GitLab have them: patterns as in .gitignore; the last line that matches a file decides.",
    "Who is meant by @name say lines of your own above it. E-mail addresses need none.",
    "The file nearest the crash is asked for first. A line without owners makes a file nobody's.",
    "A pattern may begin at any folder of the file's path: where the repository lies is not known here.",
  ],
  examples: [
    { rule: "@acme/payments = #payments", meaning: "Who a team of the code host is here" },
    { rule: "@ada = ada@example.com", meaning: "Who a user of the code host is here" },
    { rule: "/src/checkout/ @acme/payments", meaning: "A folder with all that is in it" },
  ],
  names: [],
};
