import { credentials } from '@grpc/grpc-js';
import { EngineClient } from '@pulumi/pulumi/proto/engine_grpc_pb';
import { LogRequest, LogSeverity } from '@pulumi/pulumi/proto/engine_pb';

/** What a plug-in says to the user, through the engine. */
export interface Log {
  /** A line that stays. */
  info(message: string, urn?: string): void;
  warn(message: string, urn?: string): void;
  /** A line beside the resource that the next one replaces. */
  status(message: string, urn: string): void;
}

/** The engine that started this plug-in. A message that cannot be delivered is dropped: it must not fail an operation. */
export class Engine implements Log {
  private readonly client: EngineClient;

  constructor(address: string) {
    this.client = new EngineClient(address, credentials.createInsecure());
  }

  public info(message: string, urn = ''): void {
    this.send(LogSeverity.INFO, message, urn, false);
  }

  public warn(message: string, urn = ''): void {
    this.send(LogSeverity.WARNING, message, urn, false);
  }

  public status(message: string, urn: string): void {
    this.send(LogSeverity.INFO, message, urn, true);
  }

  private send(severity: LogSeverity, message: string, urn: string, ephemeral: boolean): void {
    const request = new LogRequest().setSeverity(severity).setMessage(message).setUrn(urn).setEphemeral(ephemeral);
    this.client.log(request, () => undefined);
  }
}

/** Before the engine has said where it listens. */
export const SILENT: Log = { info: () => undefined, warn: () => undefined, status: () => undefined };
