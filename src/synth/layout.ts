import type { IConstruct } from 'constructs';
import { Chart } from 'cdk8s';
import type { ArrangedObject } from './arrange';
import type { Manifest } from './manifest';
import { SynthesisError, type Problem } from './problem';

const CLUSTER_FOLDER = '_cluster';
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const CHART_FILE = /^[A-Za-z0-9][-\w.]*$/;

/**
 * Which object goes into which file: `<namespace>/<chart>.k8s.yaml`, and `_cluster/<chart>.k8s.yaml` for objects that belong
 * to the cluster. A nested chart is named by its path, with dots. Files and the objects in them keep the given order.
 *
 * @throws {SynthesisError} for a namespace or chart that makes no file name, and for two charts with one file
 */
export function layout(objects: readonly ArrangedObject[]): Map<string, Manifest[]> {
  const problems: Problem[] = [];
  const files = new Map<string, { readonly chart: IConstruct; readonly manifests: Manifest[] }>();
  const owners = new Map<string, IConstruct>();
  for (const { object, path, manifest, scope } of objects) {
    const chart = Chart.of(object);
    const folder = scope === 'cluster' ? CLUSTER_FOLDER : (manifest.metadata.namespace ?? '');
    const name = chart.node.path.replaceAll('/', '.');
    if (folder !== CLUSTER_FOLDER && !NAMESPACE.test(folder))
      problems.push({
        path,
        message: `metadata.namespace '${folder}' is no DNS label; use lower-case letters, digits and -, at most 63`,
      });
    if (!CHART_FILE.test(name))
      problems.push({
        path: chart.node.path,
        message: `'${name}' makes no file name; use letters, digits, -, _ and . in the ids of charts`,
      });
    const file = `${folder}/${name}.k8s.yaml`;
    // some file systems do not tell letter cases apart
    const owner = owners.get(file.toLowerCase()) ?? chart;
    if (owner !== chart)
      problems.push({
        path: chart.node.path,
        message: `would be written to ${file}, and so would [${owner.node.path}]; give one of the charts another id`,
      });
    owners.set(file.toLowerCase(), owner);
    const entry = files.get(file) ?? { chart, manifests: [] };
    entry.manifests.push(manifest);
    files.set(file, entry);
  }
  if (problems.length > 0) throw new SynthesisError(problems);
  return new Map([...files].map(([file, { manifests }]) => [file, manifests]));
}
