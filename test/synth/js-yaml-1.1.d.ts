/** js-yaml 3, under another name: the types of js-yaml that are installed are those of version 4. */
declare module 'js-yaml-1.1' {
  /** Documents of a text, by the YAML 1.1 rules of version 3, without tags of JavaScript. */
  export function safeLoadAll(text: string): unknown[];
}
