import fc from 'fast-check';
import { contextFolder } from '../../../sandbox/engine/current-context';

test('a folder of a context is readable and safe as a file name', () => {
  expect(contextFolder('arn:aws:eks:eu-west-1:1:cluster/prod')).toMatch(
    /^arn-aws-eks-eu-west-1-1-cluster-prod-[0-9a-f]{8}$/,
  );
  fc.assert(
    fc.property(fc.string(), (context) => {
      expect(contextFolder(context)).toMatch(/^[A-Za-z0-9.-]{9,69}$/);
    }),
  );
});

test('contexts that read alike have folders of their own', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(contextFolder(one) === contextFolder(other)).toBe(one === other);
    }),
  );
});
