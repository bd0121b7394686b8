/** Version of the language host that this one stands in for: the one that ships with the Pulumi CLI of the sandbox. */
export const VERSION = '3.259.0';

/** What the user reads first, once for each run of the program. */
export const STAND_IN_NOTICE =
  "pulumi-language-nodejs is Seaworthy's stand-in for Pulumi's Node.js language host: it runs programs that are already built, and nothing else";
