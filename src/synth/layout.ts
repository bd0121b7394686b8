import { Chart } from 'cdk8s';
import type { ArrangedObject } from './arrange';
import type { Problem } from './problem';

const CLUSTER_FOLDER = '_cluster';
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const CHART_FILE = /^[A-Za-z0-9][-\w.]*$/;

/** Files with what goes into them, in order, and what is wrong with their names. */
export interface Layout<Kept> {
  readonly files: ReadonlyMap<string, readonly Kept[]>;
  readonly problems: readonly Problem[];
}

/**
 * Which object goes into which file: `<namespace>/<chart>.k8s.yaml`, and `_cluster/<chart>.k8s.yaml` for objects that belong
 * to the cluster. A nested chart is named by its path, with dots. Files and the objects in them keep the given order.
 * A namespace or chart that makes no file name is a problem, and so are two charts with one file.
 */
export function layout<Kept>(objects: readonly ArrangedObject<Kept>[]): Layout<Kept> {
  const problems: Problem[] = [];
  const files = new Map<string, Kept[]>();
  const owners = new Map<string, Chart>();
  const open = (chart: Chart, folder: string): Kept[] => {
    const { path } = chart.node;
    const name = path.replaceAll('/', '.');
    if (!CHART_FILE.test(name))
      problems.push({
        path,
        message: `'${name}' makes no file name; use letters, digits, -, _ and . in the ids of charts`,
      });
    const file = `${folder}/${name}.k8s.yaml`;
    // some file systems do not tell letter cases apart
    const owner = owners.get(file.toLowerCase()) ?? chart;
    if (owner !== chart)
      problems.push({
        path,
        message: `would be written to ${file}, and so would [${owner.node.path}]; give one of the charts another id`,
      });
    owners.set(file.toLowerCase(), owner);
    const content: Kept[] = [];
    files.set(file, content);
    return content;
  };
  // a name is made once for each file, not for each object
  const byChart = new Map<Chart, Map<string, Kept[]>>();
  for (const { object, path, head, scope, kept } of objects) {
    const chart = Chart.of(object);
    const folder = scope === 'cluster' ? CLUSTER_FOLDER : head.namespace;
    // one without a namespace is told elsewhere
    if (folder !== CLUSTER_FOLDER && folder !== '' && !NAMESPACE.test(folder))
      problems.push({
        path,
        message: `metadata.namespace '${folder}' is no DNS label; use lower-case letters, digits and -, at most 63`,
      });
    const folders = byChart.get(chart) ?? new Map<string, Kept[]>();
    if (folders.size === 0) byChart.set(chart, folders);
    const content = folders.get(folder) ?? open(chart, folder);
    folders.set(folder, content);
    content.push(kept);
  }
  return { files, problems };
}
