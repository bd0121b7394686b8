import { textAt, type JsonObject } from '../../protocol/json';
import { isNotFound } from '../api-error';
import type { Objects } from '../objects';
import { failed, READY, waiting, type Readiness } from './readiness';

/**
 * A PersistentVolumeClaim is ready when it is bound. Where its class binds a volume only when a pod asks for it, there is
 * nothing to wait for.
 */
export async function claimReadiness(claim: JsonObject, objects: Objects): Promise<Readiness> {
  const phase = textAt(claim, 'status', 'phase');
  if (phase === 'Bound') return READY;
  const name = textAt(claim, 'metadata', 'name') ?? '';
  if (phase === 'Lost') return failed(`the volume of PersistentVolumeClaim '${name}' is lost`);
  const storageClass = textAt(claim, 'spec', 'storageClassName') ?? '';
  if (storageClass === '') {
    return waiting(`PersistentVolumeClaim '${name}' is not bound: it has no storage class, and no volume fits it yet`);
  }
  const mode = await bindingMode(storageClass, objects);
  if (mode === undefined) {
    return waiting(`PersistentVolumeClaim '${name}' is not bound: there is no StorageClass '${storageClass}'`);
  }
  if (mode === 'WaitForFirstConsumer' && phase === 'Pending') return READY;
  return waiting(`PersistentVolumeClaim '${name}' is not bound yet`);
}

/** When a class binds its claims, or nothing where there is no such class. */
async function bindingMode(name: string, objects: Objects): Promise<string | undefined> {
  const type = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', namespace: undefined };
  try {
    return textAt(await objects.get({ ...type, name }), 'volumeBindingMode') ?? 'Immediate';
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** A PersistentVolume is ready when a claim may take it, or one has. */
export function volumeReadiness(volume: JsonObject): Readiness {
  const phase = textAt(volume, 'status', 'phase');
  if (phase === 'Available' || phase === 'Bound') return READY;
  const why = textAt(volume, 'status', 'message') ?? '';
  if (phase === 'Failed') return failed(`the PersistentVolume could not be reclaimed: ${why}`);
  return waiting('the PersistentVolume is not available yet');
}
