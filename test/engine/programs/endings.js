/** Ends in the way that the stack's configuration asks for. */
const pulumi = require('@pulumi/pulumi');

const config = new pulumi.Config();
const endings = {
  well: () => undefined,
  'with an exit code': () => process.exit(3),
  'by an error': () => {
    throw withoutFrames(new Error('the program is wrong'));
  },
  'with a message': () => {
    throw withoutFrames(new pulumi.RunError('the settings are wrong'));
  },
  never: () => {
    console.log(`program ${process.pid} waits`);
    setInterval(() => undefined, 1000);
    return new Promise(() => undefined);
  },
};

/**
 * Node 20.20 does not end colouring a stack frame whose path is `node_modules/@scope/file`, and the source maps of
 * Pulumi's SDK give such paths: an error would take a minute to show.
 */
function withoutFrames(error) {
  error.stack = `${error.name}: ${error.message}`;
  return error;
}

module.exports = async () => {
  console.log(`dry run: ${pulumi.runtime.isDryRun()}`);
  await endings[config.require('ending')]();
  return { word: config.requireSecret('word'), project: pulumi.getProject(), stack: pulumi.getStack() };
};
