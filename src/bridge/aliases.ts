import * as pulumi from '@pulumi/pulumi';
import { Chart, type ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../synth/manifest';
import { formersOf } from '../synth/renamed';
import { CHART_TYPE } from './components';
import { logicalName, wrapsObject } from './logical-name';
import { typeToken } from './type-token';

/** Where a deployment stands in its stack: part of every name and URN. */
export interface Place {
  readonly parent?: pulumi.Resource;
  readonly prefix?: string;
}

/** What Pulumi knew a chart's component by, from what `renamed` said of it or of a construct around it. */
export function chartAliases(chart: Chart, place: Place): pulumi.Alias[] {
  return formerPaths(chart, place).map(({ path, parent }) => ({ name: `${place.prefix ?? ''}${path}`, ...parent }));
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
  const charts = scopes.slice(0, -1).filter((scope) => Chart.isChart(scope)).length;
  return scopes.flatMap((renamed, depth) =>
    formersOf(renamed).flatMap(({ from }) => {
      if (from === undefined) return [];
      const path = `${from}${construct.node.path.slice(renamed.node.path.length)}`;
      const inside = scopes.slice(depth, -1).filter((scope) => Chart.isChart(scope)).length;
      const former = chartsAround(from, construct.node.root) + inside;
      return [{ path, parent: former === charts ? {} : { parent: formerParent(former, place) } }];
    }),
  );
}

/**
 * How many charts held what stood at a former path. What stands on that path today says whether it is one; of what is gone,
 * the first was.
 */
function chartsAround(from: string, root: IConstruct): number {
  const ids = from.split('/').slice(0, -1);
  let at: IConstruct | undefined = root;
  return ids.filter((id, index) => {
    at = at?.node.tryFindChild(id);
    return at === undefined ? index === 0 : Chart.isChart(at);
  }).length;
}

/** The URN of a former parent. A URN holds the types of all parents and not their names: they were charts. */
function formerParent(charts: number, place: Place): pulumi.Output<string> {
  return Array.from({ length: charts }).reduce<pulumi.Output<string>>(
    (parent) => pulumi.createUrn('parent', CHART_TYPE, parent),
    place.parent?.urn ?? pulumi.createUrn(pulumi.getStack(), 'pulumi:pulumi:Stack'),
  );
}
