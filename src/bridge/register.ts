/**
 * Makes a Pulumi resource without the stacks that Pulumi notes for each of its promises. They would all be the same, the one
 * of `deploy`, and formatting them through source maps took a quarter of a program's processor time at 500 objects. What
 * Pulumi tells the engine of a resource's place in the program is taken apart from that, and stays.
 */
export function register<Resource>(make: () => Resource): Resource {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
