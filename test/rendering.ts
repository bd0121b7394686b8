import { ApiObject, App, Chart } from 'cdk8s';
import { declareEnvironment, capabilities, type CapabilitiesProps } from 'seaworthy';

/** A rendered object, as far as tests look into it. */
export interface Rendered {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  // manifests are plain data whose shape each test knows
  readonly spec: Fields;
  readonly [field: string]: unknown;
}

/** Plain data with fields that a test reaches into without saying the type of each. */
export interface Fields {
  readonly [field: string]: Fields;
  readonly [index: number]: Fields;
}

/** Builds something in a chart `shop` of namespace `shop`, in an environment that offers what is given. */
export function build(fill: (chart: Chart) => void, offers?: CapabilitiesProps): App {
  const app = new App();
  if (offers) declareEnvironment(app, { name: 'test', region: 'eu-west-1', capabilities: capabilities(offers) });
  fill(new Chart(app, 'shop', { namespace: 'shop' }));
  return app;
}

/** The objects of an App as plain data, in construct order. */
export function objectsOf(app: App): Rendered[] {
  return app.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .map((object) => object.toJson() as Rendered);
}

/** The objects that a chart is filled with. */
export function objects(fill: (chart: Chart) => void, offers?: CapabilitiesProps): Rendered[] {
  return objectsOf(build(fill, offers));
}

/** The one object of a kind that a chart is filled with. */
export function only(kind: string, fill: (chart: Chart) => void, offers?: CapabilitiesProps): Rendered {
  const [object, ...others] = objects(fill, offers).filter((candidate) => candidate.kind === kind);
  if (!object || others.length > 0) throw new Error(`expected one ${kind}, found ${object ? others.length + 1 : 0}`);
  return object;
}

/** What synthesis would refuse, as `[path] message` lines. */
export function problems(fill: (chart: Chart) => void, offers?: CapabilitiesProps): string[] {
  return build(fill, offers)
    .node.findAll()
    .flatMap((construct) => construct.node.validate().map((message) => `[${construct.node.path}] ${message}`));
}
