import { render } from 'seaworthy/synth';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { absentFrom, application, fieldsOf, later, met, type Requirement } from '../../systems/requirement';
import { SYSTEMS } from '../../systems/systems';
import { requirementProblems, type Rendered } from './requirement-problems';

/** The objects of a system in every environment. */
function renderedEverywhere(system: string): Rendered {
  return Object.fromEntries(
    ENVIRONMENT_NAMES.map((environment) => {
      const objects = render(compose({ environment, systems: [system], now: new Date() }));
      return [environment, Object.fromEntries(objects.map((data) => [`${data.kind}/${data.metadata.name}`, data]))];
    }),
  );
}

describe.each(SYSTEMS)('$name', ({ name, requirements }) => {
  const rendered = renderedEverywhere(name);

  test('every section of its document is answered, by fields that are rendered', () => {
    expect(requirementProblems(requirements, rendered)).toEqual([]);
  });

  test('nothing secret is in any manifest', () => {
    const text = JSON.stringify(rendered);
    expect(text).not.toMatch(/user:pass|(postgresql|mysql|redis):\/\/|\.Values/);
    expect(Object.values(rendered).flatMap(Object.keys)).not.toContainEqual(expect.stringMatching(/^Secret\//));
  });
});

describe('a list of requirements', () => {
  const prod = fieldsOf('prod');
  const rendered = { prod: { 'Deployment/api': { spec: { replicas: 3, ports: [{ port: 1 }, { port: 2 }] } } } };
  const problems = (...rows: Requirement[]) =>
    requirementProblems({ title: 'Plan', sections: ['Scale'], requirements: { Scale: rows } }, rendered);

  test('holds when its fields are rendered as it says, those that must not be there among them', () => {
    expect(
      problems(
        met('one', 'three pods', prod('Deployment/api', '.spec.replicas', 3)),
        met('two', 'two ports', prod('Deployment/api', '.spec.ports[*].port', [1, 2])),
        met('three', 'not paused', prod('Deployment/api', '.spec.paused', undefined)),
        met('no seed', 'no test data', absentFrom('prod', 'Job/seed')),
        later('four', 'canary', { work: 'delivery', kinds: ['Rollout'] }),
      ),
    ).toEqual([]);
  });

  test.each([
    [
      'a field with another value',
      met('a', 'two pods', prod('Deployment/api', '.spec.replicas', 2)),
      'a: prod Deployment/api .spec.replicas is 3, not 2',
    ],
    [
      'a field that is not there',
      met('a', 'paused', prod('Deployment/api', '.spec.paused', true)),
      'a: prod Deployment/api .spec.paused is undefined, not true',
    ],
    [
      'an object that is not there',
      met('a', 'web', prod('Deployment/web', '.spec', {})),
      'a: prod has no Deployment/web',
    ],
    [
      'an object that must not be there',
      met('a', 'no api', absentFrom('prod', 'Deployment/api')),
      'a: prod has Deployment/api',
    ],
    [
      'a hook that is not there',
      application('a', 'answers', 'is asked', prod('Deployment/api', '.spec.replicas', 1)),
      'a: prod Deployment/api .spec.replicas is 3, not 1',
    ],
    [
      'later work that is there',
      later('a', 'runs', { work: 'data', kinds: ['Deployment'] }),
      'a: Deployment is rendered: say what meets it',
    ],
  ])('rejects %s', (_title, row, problem) => {
    expect(problems(row)).toEqual([problem]);
  });

  test('rejects a section without rows, rows without a section, and an id twice', () => {
    expect(problems()).toEqual(["section 'Scale' has no row and no reason"]);
    const row = later('a', 'canary', { work: 'delivery', kinds: [] });
    expect(problems(row, row)).toEqual(["id 'a' stands twice"]);
    const elsewhere = { title: 'Plan', sections: [], requirements: { Scale: [row] } };
    expect(requirementProblems(elsewhere, rendered)).toContain("rows stand under 'Scale', which is no section");
  });

  test('accepts a reason instead of rows', () => {
    const requirements = { Scale: 'left to be filled in' };
    expect(requirementProblems({ title: 'Plan', sections: ['Scale'], requirements }, rendered)).toEqual([]);
  });
});
