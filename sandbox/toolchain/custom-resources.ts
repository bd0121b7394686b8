import type { ModuleFiles } from './module-files';

const CRD = 'kind: CustomResourceDefinition';

/** Custom resource definitions that every sandbox serves, from the projects that publish them. A new row is all it takes. */
export const CUSTOM_RESOURCES: readonly ModuleFiles[] = [
  {
    name: 'external-secrets',
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    sum: 'h1:u2J8RjlHIeF0oZCqtl92adI/uZWUwOesJIDkfql6LqQ=',
    paths: ['config/crds/bases'],
    only: CRD,
  },
];
