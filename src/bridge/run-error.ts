import * as pulumi from '@pulumi/pulumi';

/**
 * An error that Pulumi shows as its message. It has neither stack trace nor cause: Pulumi's runner inspects an error in
 * colours, and Node.js 20 needs up to a minute for stack frames below a scoped package in node_modules.
 */
export function runError(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  error.stack = `${error.name}: ${message}`;
  return error;
}
