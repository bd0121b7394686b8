import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure';

/** Tools that one Go module of `sandbox/toolchain` pins, or is the source of. */
interface ToolModule {
  readonly folder: string;
  /** The module whose version is the tools' version. */
  readonly versionOf: string;
  /** Tool to Go package. */
  readonly packages: Readonly<Record<string, string>>;
  /** Linker settings that tell the tools their version. */
  readonly settings: (version: string) => readonly string[];
}

const MODULES: readonly ToolModule[] = [
  {
    folder: 'kubernetes',
    versionOf: 'k8s.io/kubernetes',
    packages: {
      etcd: 'go.etcd.io/etcd/server/v3',
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
      'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
      kubectl: 'k8s.io/kubernetes/cmd/kubectl',
      kwok: 'sigs.k8s.io/kwok/cmd/kwok',
    },
    settings: (version) => {
      const [major = '', minor = ''] = version.slice(1).split('.');
      return [
        ...['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].map((it) => `${it}.gitVersion=${version}`),
        `k8s.io/component-base/version.gitMajor=${major}`,
        `k8s.io/component-base/version.gitMinor=${minor}`,
      ];
    },
  },
  {
    folder: 'pulumi',
    versionOf: 'github.com/pulumi/pulumi/pkg/v3',
    packages: { pulumi: 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi' },
    // without it the CLI takes itself for a development build and skips its version checks
    settings: (version) => [`github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`],
  },
  {
    folder: 'metrics-server',
    versionOf: 'sigs.k8s.io/metrics-server',
    packages: { 'metrics-server': 'sigs.k8s.io/metrics-server/cmd/metrics-server' },
    settings: (version) =>
      ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].map((it) => `${it}.gitVersion=${version}`),
  },
  {
    folder: 'kubeconform',
    versionOf: 'github.com/yannh/kubeconform',
    packages: { kubeconform: 'github.com/yannh/kubeconform/cmd/kubeconform' },
    settings: (version) => [`main.version=${version}`],
  },
  {
    folder: 'kube-score',
    versionOf: 'github.com/zegl/kube-score',
    packages: { 'kube-score': 'github.com/zegl/kube-score/cmd/kube-score' },
    settings: (version) => [`main.version=${version}`],
  },
  {
    // a thin command around the evaluator, which its project publishes as a library
    folder: 'netpol-judge',
    versionOf: 'sigs.k8s.io/kube-network-policies',
    packages: { 'netpol-judge': 'seaworthy.dev/sandbox/netpol-judge' },
    settings: () => [],
  },
];

/** A tool that can be built, exactly as it is pinned. */
export interface Tool {
  readonly name: string;
  readonly package: string;
  /** Folder of the module that pins it. */
  readonly moduleDir: string;
  readonly ldflags: string;
  /** Folder name in the cache: changes with everything that changes the binary. */
  readonly key: string;
}

/**
 * All tools that the sandbox can build, from the pins of a checkout.
 *
 * @throws Failure when a go.mod does not pin what it should
 */
export function pinnedTools(root: string): ReadonlyMap<string, Tool> {
  const tools = MODULES.flatMap((module) => {
    const moduleDir = join(root, 'sandbox', 'toolchain', module.folder);
    const pins = readFileSync(join(moduleDir, 'go.mod'), 'utf8');
    const version = pinnedVersion(pins, module.versionOf, moduleDir);
    const ldflags = ['-s -w', ...module.settings(version).map((setting) => `-X ${setting}`)].join(' ');
    const digest = moduleDigest(moduleDir, ldflags);
    return Object.entries(module.packages).map(([name, path]): Tool => ({
      name,
      package: path,
      moduleDir,
      ldflags,
      key: `${version}-${digest}`,
    }));
  });
  return new Map(tools.map((tool) => [tool.name, tool]));
}

/** Changes with everything that the tools of a module are built from. */
function moduleDigest(moduleDir: string, ldflags: string): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(moduleDir, file)));
  hash.update(ldflags);
  const sources = readdirSync(moduleDir).filter((file) => file.endsWith('.go'));
  for (const file of sources.sort()) hash.update(file).update(readFileSync(join(moduleDir, file)));
  return hash.digest('hex').slice(0, 12);
}

/** The version that a go.mod requires of a module. */
export function pinnedVersion(goMod: string, module: string, place: string): string {
  const line = goMod.split('\n').find((candidate) => candidate.trim().startsWith(`${module} v`));
  const version = line?.trim().split(' ')[1];
  if (version === undefined) {
    throw new Failure(`${place}/go.mod pins no version of ${module}.`, `Run 'go get ${module}@<version>' there.`);
  }
  return version;
}
