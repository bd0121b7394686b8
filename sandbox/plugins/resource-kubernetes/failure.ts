import { Metadata, status } from '@grpc/grpc-js';
import { ErrorResourceInitFailed } from '@pulumi/pulumi/proto/provider_pb';
import { Status } from '@pulumi/pulumi/proto/status_pb';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import type { JsonObject } from '../protocol/json';
import { toStruct } from '../protocol/property-map';
import { DetailedError } from '../protocol/serve';

/** An object that exists but is not as it should be: the engine records it, with the reasons, and tries again next time. */
export interface HalfMade {
  readonly id: string;
  readonly state: JsonObject;
  /** Inputs to record, where they are other ones than those that were sent. */
  readonly inputs?: JsonObject;
}

/** The engine's way to hear of an object that was made and did not become ready. */
export function initializationError(message: string, reasons: readonly string[], made: HalfMade): DetailedError {
  const detail = new ErrorResourceInitFailed()
    .setId(made.id)
    .setProperties(toStruct(made.state))
    .setReasonsList([message, ...reasons]);
  if (made.inputs !== undefined) detail.setInputs(toStruct(made.inputs));
  const packed = new Any();
  packed.pack(detail.serializeBinary(), 'pulumirpc.ErrorResourceInitFailed');
  const wire = new Status().setCode(status.UNKNOWN).setMessage(message).setDetailsList([packed]);
  const metadata = new Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(wire.serializeBinary()));
  return new DetailedError([message, ...reasons].join('\n'), metadata);
}
