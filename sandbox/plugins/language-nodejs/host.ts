import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ILanguageRuntimeServer } from '@pulumi/pulumi/proto/language_grpc_pb';
import {
  AboutResponse,
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  LanguageHandshakeResponse,
  RunResponse,
  type RunRequest,
} from '@pulumi/pulumi/proto/language_pb';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Engine } from '../protocol/engine';
import { at } from '../protocol/json';
import { fromStruct } from '../protocol/property-map';
import { method } from '../protocol/serve';
import { STAND_IN_NOTICE, VERSION } from './about';
import type { Children } from './children';
import { nodeArguments, programEnvironment, type ProgramRun } from './program';

/** The methods of a language host that the engine calls for a Node.js program which is already built. */
export type LanguageHost = Pick<
  ILanguageRuntimeServer,
  | 'handshake'
  | 'getPluginInfo'
  | 'getRequiredPackages'
  | 'getRequiredPlugins'
  | 'about'
  | 'installDependencies'
  | 'run'
  | 'cancel'
>;

/** Makes the language host's methods. */
export function languageHost(initialEngine: string | undefined, children: Children): LanguageHost {
  let engine = initialEngine ?? '';
  return {
    handshake: method((request) => {
      engine = request.getEngineAddress();
      return new LanguageHandshakeResponse();
    }),
    getPluginInfo: method(() => new PluginInfo().setVersion(VERSION)),
    // providers are found when the program asks for them
    getRequiredPackages: method(() => new GetRequiredPackagesResponse()),
    getRequiredPlugins: method(() => new GetRequiredPluginsResponse()),
    about: method(() => new AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    // npm's business: `make up` and the user's own `npm ci` install packages
    installDependencies: (call) => {
      call.end();
    },
    run: method(async (request, call) => {
      new Engine(engine).info(STAND_IN_NOTICE);
      call.once('cancelled', () => {
        children.cancel();
      });
      return runProgram(programRun(request, engine), children);
    }),
    cancel: method(() => {
      children.cancel();
      return new Empty();
    }),
  };
}

async function runProgram(run: ProgramRun, children: Children): Promise<RunResponse> {
  const runner = findRunner(run.programDirectory);
  if (runner === undefined) {
    return new RunResponse().setError(
      `@pulumi/pulumi is not installed where the program is (${run.programDirectory}); run 'npm ci' in the project's folder`,
    );
  }
  const end = await children.run(
    nodeArguments(runner, run),
    programEnvironment(process.env, run),
    run.programDirectory,
  );
  const response = new RunResponse();
  if (end.kind === 'bail') response.setBail(true);
  if (end.kind === 'error') response.setError(end.message);
  return response;
}

/** Pulumi's runner, of the very copy of @pulumi/pulumi that the program loads. */
function findRunner(directory: string): string | undefined {
  try {
    return createRequire(join(directory, 'program.js')).resolve('@pulumi/pulumi/cmd/run');
  } catch {
    return undefined;
  }
}

function programRun(request: RunRequest, engine: string): ProgramRun {
  const info = request.getInfo();
  const options = fromStruct(info?.getOptions());
  const typescript = at(options, 'typescript');
  const nodeargs = at(options, 'nodeargs');
  return {
    monitor: request.getMonitorAddress(),
    engine,
    project: request.getProject(),
    stack: request.getStack(),
    organization: request.getOrganization(),
    rootDirectory: info?.getRootDirectory() ?? request.getPwd(),
    programDirectory: info?.getProgramDirectory() ?? request.getPwd(),
    entryPoint: info?.getEntryPoint() ?? '.',
    parallel: request.getParallel(),
    dryRun: request.getDryrun(),
    args: request.getArgsList(),
    config: new Map(request.getConfigMap().toArray()),
    secretKeys: request.getConfigsecretkeysList(),
    options: {
      ...(typeof typescript === 'boolean' ? { typescript } : {}),
      ...(typeof nodeargs === 'string' ? { nodeargs } : {}),
    },
  };
}
