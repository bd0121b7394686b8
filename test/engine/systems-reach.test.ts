import { render } from 'seaworthy/synth';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';
import { judgedReach } from './judged-reach';

test.each(ENVIRONMENT_NAMES)(
  'the matrix of all systems in %s is what the judge says of their policies, for every pair of pods and addresses outside',
  async (environment) => {
    const manifests = render(compose({ environment, systems: SYSTEM_NAMES, now: new Date() }));
    const objects = manifests.map((manifest) => ({ path: manifest.metadata.name, manifest }));
    const { pods, open, differences } = await judgedReach(objects, manifests);
    expect(differences).toEqual([]);
    expect(pods.length).toBeGreaterThan(SYSTEM_NAMES.length);
    expect(open).toBeGreaterThan(pods.length);
  },
);
