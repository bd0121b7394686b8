import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type ServerUnaryCall,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';

/** A failure with more than a message: details that the engine reads. */
export class DetailedError extends Error {
  constructor(
    message: string,
    public readonly metadata: Metadata,
  ) {
    super(message);
  }
}

/** Makes a gRPC method of an async function. An error becomes its message alone: the user never sees a stack trace. */
export function method<Request, Response>(
  answer: (request: Request, call: ServerUnaryCall<Request, Response>) => Promise<Response> | Response,
): handleUnaryCall<Request, Response> {
  return (call, respond) => {
    const answered = async (): Promise<Response> => answer(call.request, call);
    answered().then(
      (response) => {
        respond(null, response);
      },
      (error: unknown) => {
        const details = error instanceof Error ? error.message : String(error);
        const metadata = error instanceof DetailedError ? error.metadata : new Metadata();
        respond({ code: status.UNKNOWN, details, metadata });
      },
    );
  };
}

/** The address of the engine: the first argument that is not a flag. Nothing when a person started the plug-in. */
export function engineAddress(args: readonly string[]): string | undefined {
  return args.find((argument) => !argument.startsWith('-'));
}

/**
 * Serves a plug-in on a free port of the loopback interface and prints that port, alone, as the first line of standard
 * output: the engine's sign that the plug-in is ready.
 */
export function serve(
  service: ServiceDefinition,
  implementation: UntypedServiceImplementation,
  stop: () => void,
): void {
  const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  server.addService(service, implementation);
  const end = (): void => {
    stop();
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  endWithParent(end);
  server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
      process.stderr.write(`cannot listen on 127.0.0.1: ${error.message}\n`);
      process.exit(1);
    }
    process.stdout.write(`${port}\n`);
  });
}

/** An engine that is killed cannot tell its plug-ins to end: they notice that they got another parent. */
function endWithParent(end: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, 1000).unref();
}
