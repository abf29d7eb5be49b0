import { gunzipSync } from "node:zlib";

// What clients sent for four lines of different levels.

/** Of winston-loki 6.1.7: protobuf in a block of Snappy. */
export const snappyRequest: Buffer = Buffer.from(
  "7gTwdQqBAQoye2xldmVsPSJkZWJ1ZyIsYXBwPSJjaGVja291dCIsZW52PSJldSIscGFydD0icGF5In0SSwoMCODLjdgGEICAm+4CEjt3aW5z" +
    "dG9uLWxva2ktZmFsc2UgY2FjaGUgbWlzcyBmb3IgdXNlcjo0MiB7ImwBbwQiOg1wFH0KjAEKMRGEDGluZm+WgwAAVzqDAARHd0aDAIhHcsO8" +
    "w59lIGF1cyBaw7xyaWNoIOKAkyDkvaDlpb0g8J+Qph2QBXwIfQqIHY8Md2FybpaPAABTFY8YwITY7gISQ0qPAEhmaXJzdCBsaW5lCiAgc2Vj" +
    "b25kCQ4UCXRoaXJkHYsFeAh9Cs09nhBlcnJvcpaMAASWATqNAASFAUqOADBwYXltZW50IGZhaWxlLn0ADWrwUSJvcmRlciI6IkEtMTciLCJh" +
    "bW91bnQiOjEyLjUsInBhaWQiOmZhbHNlLCJuZXN0ZWQiOnsiYSI6eyJiIjoxfX0sImxpc3QiOlsieCIsInkiXX0=",
  "base64",
);

/** Of pino-loki 3.0.0: JSON whose lines are JSON; gzipped here. */
export const jsonRequest: Buffer = gunzipSync(
  Buffer.from(
    "H4sIAAAAAAACA72RQU7DMBBFr2LNOkWkTQlkx4o7UHfhJpPWamIH2ylUUSSOgMQBYAOnaFe9CYI9R2CStkhIZVGgZDXzMvljv1RgnUGRW4gG" +
      "1aaGqIIMZ5hBBAmOyjF4MNHWKZEjoVlOvSgKKuMJxlNdOgKoZgSwhNqDmchKbBIH4Idn/d5pEJ70w55/3D40XPH1Ag5R99jj4GSOVH8ZJlzI" +
      "hGjPD/2QumY9tfxzKweiOTpBlBINXtFW146Yjs/pJPTajltQSKU7mZ5KFgv6nuXSWpZqw0qLJgq6NA1etc2gm1AC1MNh7e2yIlWq/0ZKsFNK" +
      "b7eU4GBSLsxqsXpAJkrLLlcLI+MJe7m9Z6/Lx7enJXt/uHvez9C1MEqq8SElBf8tKZXGOpZJhZwrxizGWiXbnnPnJtIk+2lCY7Q5pKT+LyVp" +
      "k6Bp8XnHD1skcl2qRpbfPeo3MaLNSUVmscmha2OyFrvxO2qG60ZqJlvNAw43bdacw/Anv6IQ8xyVY6mQGX7vfFh/AG4mtZLgBAAA",
    "base64",
  ),
);
