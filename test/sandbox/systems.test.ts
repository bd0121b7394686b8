import { systemsOf } from '../../sandbox/systems';
import { SYSTEM_NAMES } from '../../systems/systems';
import { ROOT } from '../architecture/source-files';

test('the systems of this checkout are those that can be deployed', () => {
  expect(systemsOf(ROOT)).toEqual([...SYSTEM_NAMES].sort());
});
