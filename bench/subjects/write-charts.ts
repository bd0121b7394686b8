import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiObject, Chart, Yaml, type App } from 'cdk8s';

/**
 * What nobody can do without: each object of an App's charts rendered once, and a file for each chart. Nothing is ordered or
 * checked: the ordering of cdk8s takes half a minute for 1,000 charts.
 */
export function writeCharts(
  app: App,
  outdir: string,
  extension: string,
  write: (file: string, objects: unknown[]) => void,
): void {
  for (const chart of app.node.children.filter((child) => Chart.isChart(child))) {
    const file = join(outdir, chart.namespace ?? '', `${chart.node.id}${extension}`);
    mkdirSync(dirname(file), { recursive: true });
    write(
      file,
      chart.node.children.filter((child) => ApiObject.isApiObject(child)).map((object) => object.toJson() as unknown),
    );
  }
}

/** The same with the writer of cdk8s. */
export function writeWithCdk8s(app: App, outdir: string): void {
  writeCharts(app, outdir, '.k8s.yaml', (file, objects) => {
    Yaml.save(file, objects);
  });
}
