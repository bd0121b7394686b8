import { pulumiOnPath } from '../engine/engine';
import type { Step } from '../progress';
import { cacheDir } from '../toolchain/cache';
import { CUSTOM_RESOURCES } from '../toolchain/custom-resources';
import { KWOK_STAGES, KWOK_USAGE } from '../toolchain/kwok-stages';
import { fetchFiles } from '../toolchain/module-files';
import { CONTROL_PLANE_TOOLS, Toolchain } from '../toolchain/toolchain';
import type { Session } from './session';

/** Builds and fetches what is missing in the cache. */
export function toolchainStep({ root, signal }: Session, tools: readonly string[] = CONTROL_PLANE_TOOLS): Step {
  return {
    title: 'Toolchain',
    work: async (say) => {
      const toolchain = new Toolchain(root);
      const onPath = await pulumiOnPath();
      const missing = toolchain.missing([...tools, ...(onPath === undefined ? ['pulumi'] : [])]);
      if (missing.length > 0) say(`building ${missing.join(', ')}: some minutes, once`);
      await toolchain.build(missing, { signal, onProgress: say });
      if (tools.includes('kwok')) {
        await fetchFiles(cacheDir(), 'kwok-stages', KWOK_STAGES, signal);
        if (tools.includes('metrics-server')) await fetchFiles(cacheDir(), 'kwok-usage', KWOK_USAGE, signal);
        for (const row of CUSTOM_RESOURCES) await fetchFiles(cacheDir(), 'crds', row, signal);
      }
      const pulumi = onPath === undefined ? '' : `, pulumi from ${onPath}`;
      return (missing.length === 0 ? 'all there' : `built ${missing.join(', ')}`) + pulumi;
    },
  };
}
