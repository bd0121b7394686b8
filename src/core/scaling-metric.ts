import type { Duration } from 'cdk8s';
import type { AdapterRule } from './adapter-rules';
import { REQUESTS_PER_SECOND_METRIC } from './conventions';
import { labelRefusals, type Labels } from './labels';
import type { Refusal } from './refusal';
import { duration, group, list, number, oneOf, optional, requireShape, text, textByName, type Shapes } from './shape';
import type { NumberToken } from './token';
import { secondsOf } from './whole-seconds';

/** A load to scale on that is neither CPU nor memory. Made by `ScalingMetric`. */
export interface LoadMetric {
  readonly type: 'pods' | 'external';
  readonly name: string;
  /** How much of it one pod carries well. */
  readonly perPod: number | NumberToken;
  /** Labels that pick its series. */
  readonly labels?: Labels;
  /** How the metrics adapter computes it. None when that is configured elsewhere. */
  readonly rule?: AdapterRule;
}

/** Where a metric comes from in Prometheus. */
export interface MetricSource {
  /** Series, with a selector: `http_requests_total{job="api"}`. */
  readonly series: string;
  /**
   * The series is a counter: its rate per second over this time counts. At least four times the scrape interval.
   * @default - the series is a gauge: its value counts
   */
  readonly rateOver?: Duration;
}

/** Properties of a metric. */
export interface LoadMetricProps {
  /** Name under which the adapter serves it. */
  readonly name: string;
  /** How much of it one pod carries well, 0.001 or more. */
  readonly perPod: number | NumberToken;
  /**
   * Labels that pick its series.
   * @default - all series of the name
   */
  readonly labels?: Labels;
  /**
   * What the adapter computes it from.
   * @default - the adapter's configuration is kept elsewhere
   */
  readonly from?: MetricSource;
}

const SHAPES: Shapes = {
  name: text,
  perPod: number,
  labels: optional(textByName),
  from: optional(group({ series: text, rateOver: optional(duration) })),
};

const loadMetric =
  (type: LoadMetric['type']) =>
  (props: LoadMetricProps): LoadMetric => {
    requireShape(`ScalingMetric.${type}`, props, SHAPES);
    const { name, perPod, labels, from } = props;
    return { type, name, perPod, ...(labels && { labels }), ...(from && { rule: ruleOf(type, name, from) }) };
  };

/** Factories of loads to scale on. */
export const ScalingMetric = {
  /**
   * A metric of the pods themselves: requests, connections, sessions. Its average over the pods is held.
   * @throws when a prop is of another type
   */
  pods: loadMetric('pods'),
  /**
   * A metric of something else, such as the length of a queue. Its total divided by the number of pods is held.
   * @throws when a prop is of another type
   */
  external: loadMetric('external'),
} as const;

/** The series of HTTP requests, as most client libraries name it, and the time over which its rate is taken. */
export const REQUESTS_PER_SECOND_RULE: AdapterRule = ruleText('pods', REQUESTS_PER_SECOND_METRIC, {
  series: 'http_requests_total',
  seconds: 120,
});

/** What metrics must be before they are read. */
export const LOAD_METRICS_SHAPE = list(
  group({ type: oneOf('pods', 'external'), name: text, perPod: number, labels: optional(textByName) }),
);

function ruleOf(serves: AdapterRule['serves'], metric: string, { series, rateOver }: MetricSource): AdapterRule {
  return ruleText(serves, metric, { series, ...(rateOver && { seconds: secondsOf(rateOver) }) });
}

function ruleText(
  serves: AdapterRule['serves'],
  metric: string,
  { series, seconds }: { readonly series: string; readonly seconds?: number },
): AdapterRule {
  // the adapter fills in the labels of the pods that are asked about, and those of the series' own selector
  const selected = '<<.Series>>{<<.LabelMatchers>>}';
  const own = /^([^{]*)\{(.*)\}$/s.exec(series);
  const matchers = own?.[2] ?? '';
  const value = matchers === '' ? selected : `<<.Series>>{${matchers},<<.LabelMatchers>>}`;
  const vector = seconds === undefined ? value : `rate(${value}[${seconds}s])`;
  return {
    serves,
    metric,
    series: serves === 'pods' ? withMatchers(own?.[1] ?? series, matchers, 'namespace!="",pod!=""') : series,
    query: serves === 'pods' ? `sum(${vector}) by (<<.GroupBy>>)` : `sum(${vector})`,
  };
}

function withMatchers(name: string, ...matchers: readonly string[]): string {
  return `${name}{${matchers.filter((matcher) => matcher !== '').join(',')}}`;
}

const METRIC_NAME = /^[A-Za-z_:][\w:.-]*$/;
const SERIES = /^[A-Za-z_:][\w:]*(\{[^{}]*\})?$/;
/** Kubernetes counts no less than thousandths. */
const LOWEST = 0.001;
const HIGHEST = 2 ** 31 - 1;

/** What is wrong with what one pod carries, or nothing. What is known only at deployment is judged then. */
export function perPodRefusal(prop: string, perPod: number | NumberToken): Refusal | undefined {
  if (typeof perPod !== 'number' || (perPod >= LOWEST && perPod <= HIGHEST)) return undefined;
  return {
    prop,
    value: perPod,
    problem: 'can never be held',
    allowed: `more than 0: ${LOWEST} to ${HIGHEST}`,
    fix: 'give what one pod carries well',
  };
}

/** What is wrong with metrics. */
export function loadMetricRefusals(prop: string, metrics: readonly LoadMetric[]): Refusal[] {
  return metrics.flatMap(({ name, perPod, labels = {}, rule }, index) => {
    const at = `${prop}[${index}]`;
    const refusals: (Refusal | undefined)[] = [
      METRIC_NAME.test(name)
        ? undefined
        : {
            prop: `${at}.name`,
            value: name,
            problem: 'is not the name of a metric',
            allowed: "letters, digits, '_', ':', '.' and '-', not starting with a digit",
            fix: 'write the name under which the adapter serves it',
          },
      perPodRefusal(`${at}.perPod`, perPod),
      ...labelRefusals(`${at}.labels`, labels),
      rule === undefined || SERIES.test(rule.series)
        ? undefined
        : {
            prop: `${at}.from.series`,
            value: rule.series,
            problem: 'is not a series',
            allowed: 'a name with an optional selector, such as jobs_waiting{queue="mail"}',
            fix: 'name one series; compute others with a recording rule',
          },
    ];
    return refusals.filter((refusal) => refusal !== undefined);
  });
}
