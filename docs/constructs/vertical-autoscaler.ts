/**
 * # VerticalAutoscaler
 *
 * Tells what a workload's containers should reserve: beside a horizontal autoscaler it only recommends. In control
 * (`mode: 'initial'`, `'in-place'` or `'recreate'`) it takes what the horizontal one does not scale on, and refuses the rest: both
 * on one resource undo each other.
 */
import { Chart, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Percent, VerticalAutoscaler, WebService } from 'seaworthy';

export class Catalogue extends Chart {
  constructor(app: App) {
    super(app, 'catalogue', { namespace: 'catalogue' });

    const api = new WebService(this, 'api', {
      image: 'ghcr.io/acme/catalogue-api:1.4.2',
      port: 8080,
      resources: { cpu: Cpu.millis(500), memory: Size.mebibytes(512) },
      scale: { min: 3, max: 10, cpu: Percent.of(70) },
    });

    new VerticalAutoscaler(this, 'advice', { workload: api, max: { cpu: Cpu.units(2), memory: Size.gibibytes(4) } });
  }
}
