import type { IConstruct } from 'constructs';
import { demand, demandCustomResource } from '../../core/demand';
import { CUSTOM_RESOURCE_API } from '../../core/versions';

/** What every object of a mesh needs of the cluster. */
export function demandMesh(construct: IConstruct): void {
  const { istioNetworking, istioSecurity } = CUSTOM_RESOURCE_API;
  demand(construct, ...[istioNetworking, istioSecurity].map((api) => demandCustomResource('the mesh', api)));
}
