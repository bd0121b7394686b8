import type { IConstruct } from 'constructs';

/**
 * How prometheus-adapter serves a metric to autoscalers, in the form of its configuration.
 * @see https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/config.md
 */
export interface AdapterRule {
  /** Which API serves it: of pods (`custom.metrics.k8s.io`), or of anything else (`external.metrics.k8s.io`). */
  readonly serves: 'pods' | 'external';
  /** Name under which autoscalers ask for it. */
  readonly metric: string;
  /** Series of Prometheus that it is computed from, with a selector: `http_requests_total{job="api"}`. */
  readonly series: string;
  /** PromQL template with `<<.Series>>`, `<<.LabelMatchers>>` and `<<.GroupBy>>`. */
  readonly query: string;
}

/** `config.yaml` of prometheus-adapter, as plain data. */
export interface AdapterConfiguration {
  readonly rules: readonly AdapterRuleEntry[];
  readonly externalRules: readonly AdapterRuleEntry[];
}

/** One rule of prometheus-adapter's configuration, as plain data. */
export interface AdapterRuleEntry {
  readonly seriesQuery: string;
  readonly resources: {
    readonly overrides?: Readonly<Record<string, { readonly resource: string }>>;
    readonly namespaced?: boolean;
  };
  readonly name: { readonly as: string };
  readonly metricsQuery: string;
}

/** Labels of series by which the adapter finds the pods that they are of: those that the Prometheus operator writes. */
const POD_LABELS = { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } } as const;

const collections = new WeakMap<IConstruct, AdapterRules>();

/**
 * The rules that an App's autoscalers need of its metrics adapter. Autoscalers add theirs; whatever configures the adapter
 * reads them at synthesis.
 */
export class AdapterRules {
  /** The rules of the App that a construct is in. */
  public static of(scope: IConstruct): AdapterRules {
    const { root } = scope.node;
    const rules = collections.get(root) ?? new AdapterRules();
    collections.set(root, rules);
    return rules;
  }

  readonly #rules = new Map<string, AdapterRule>();

  private constructor() {
    // made by AdapterRules.of alone: one collection for each App
  }

  /** All rules, by API and metric. */
  public get all(): readonly AdapterRule[] {
    return [...this.#rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
  }

  /**
   * Adds a rule, unless the same is there.
   * @returns the rule that serves the metric already, when it is another one: one name has one meaning in a cluster
   */
  public add(rule: AdapterRule): AdapterRule | undefined {
    const key = `${rule.serves}/${rule.metric}`;
    const there = this.#rules.get(key);
    if (there === undefined) this.#rules.set(key, rule);
    else if (there.series !== rule.series || there.query !== rule.query) return there;
    return undefined;
  }

  /** The configuration of an adapter that serves all of them. */
  public configuration(): AdapterConfiguration {
    return {
      rules: this.all.filter(({ serves }) => serves === 'pods').map(entryOf),
      externalRules: this.all.filter(({ serves }) => serves === 'external').map(entryOf),
    };
  }
}

function entryOf({ serves, metric, series, query }: AdapterRule): AdapterRuleEntry {
  return {
    seriesQuery: series,
    // an external metric is asked for from a namespace, but its series need not have one
    resources: serves === 'pods' ? { overrides: POD_LABELS } : { namespaced: false },
    name: { as: metric },
    metricsQuery: query,
  };
}
