import * as pulumi from '@pulumi/pulumi';
import { Chart, type ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../synth/manifest';
import { formersOf } from '../synth/renamed';
import { CHART_TYPE, CONSTRUCT_TYPE } from './components';
import { logicalName, wrapsObject } from './logical-name';
import { typeToken } from './type-token';

/** Where a deployment stands in its stack: part of every name and URN. */
export interface Place {
  readonly parent?: pulumi.Resource;
  readonly prefix?: string;
}

/** What Pulumi knew a component by, from what `renamed` said of it or of a construct around it. */
export function constructAliases(construct: IConstruct, place: Place): pulumi.Alias[] {
  return formerPaths(construct, place).map(({ path, parent }) => ({ name: `${place.prefix ?? ''}${path}`, ...parent }));
}

/** What Pulumi knew an object by: former names, former versions of its kind, and both together. */
export function objectAliases(object: ApiObject, manifest: Manifest, place: Place): pulumi.Alias[] {
  const names = formerPaths(object, place).map(({ path, parent }) => ({
    name: `${place.prefix ?? ''}${logicalName(path)}`,
    ...parent,
  }));
  const types = formerVersions(object).map((apiVersion) => ({ type: typeToken({ apiVersion, kind: manifest.kind }) }));
  return [...names, ...types, ...names.flatMap((name) => types.map((type) => ({ ...name, ...type })))];
}

function formerVersions(object: ApiObject): string[] {
  const { scope } = object.node;
  const constructs = scope !== undefined && wrapsObject(scope) ? [object, scope] : [object];
  return constructs.flatMap(formersOf).flatMap(({ apiVersion }) => apiVersion ?? []);
}

function formerPaths(construct: IConstruct, place: Place): { path: string; parent: Pick<pulumi.Alias, 'parent'> }[] {
  const { scopes } = construct.node;
  return scopes.flatMap((renamed, depth) =>
    formersOf(renamed).flatMap(({ from }) => {
      if (from === undefined) return [];
      const path = `${from}${construct.node.path.slice(renamed.node.path.length)}`;
      const sameDepth = from.split('/').length === depth;
      return [{ path, parent: sameDepth ? {} : { parent: formerParent(from, scopes.slice(depth, -1), place) } }];
    }),
  );
}

/**
 * The URN of a former parent. A URN holds the types of all parents and not their names; outside of the renamed construct they
 * were a chart and constructs in it.
 */
function formerParent(from: string, inside: readonly IConstruct[], place: Place): pulumi.Output<string> {
  const kinds = [
    ...from
      .split('/')
      .slice(0, -1)
      .map((_, index) => (index === 0 ? CHART_TYPE : CONSTRUCT_TYPE)),
    ...inside.map((scope) => {
      if (Chart.isChart(scope)) return CHART_TYPE;
      return wrapsObject(scope) ? undefined : CONSTRUCT_TYPE;
    }),
  ];
  // as components are made: a construct has one only directly in a chart or the App
  const types = kinds.flatMap((type, index) =>
    type === CHART_TYPE || index === 0 || kinds[index - 1] === CHART_TYPE ? (type ?? []) : [],
  );
  return types.reduce<pulumi.Output<string>>(
    (parent, type) => pulumi.createUrn('parent', type, parent),
    place.parent?.urn ?? pulumi.createUrn(pulumi.getStack(), 'pulumi:pulumi:Stack'),
  );
}
