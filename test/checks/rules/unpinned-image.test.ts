import { CONTAINER, deployment, deploymentOf, found, messages, token } from '../objects';

const rule = 'unpinned-image';

test('accepts images with a tag or digest', () => {
  expect(messages(rule, deployment())).toEqual([]);
  expect(messages(rule, deploymentOf({ image: `a@sha256:${'0'.repeat(64)}` }))).toEqual([]);
});

test('rejects an image without a tag, with what is allowed', () => {
  expect(found(rule, [deploymentOf({ image: 'nginx' })])).toMatchObject([
    {
      severity: 'error',
      message:
        "image 'nginx' of container api has neither tag nor digest, so it means 'latest'; allowed: an image with a digest ('...@sha256:...') or with a tag other than 'latest'",
    },
  ]);
});

test('rejects the tag latest, and what is no image', () => {
  expect(messages(rule, deploymentOf({ image: 'nginx:latest' }))).toHaveLength(1);
  expect(messages(rule, deploymentOf({ image: 'Nginx Server' }))).toHaveLength(1);
});

test('looks at init containers, ephemeral containers and image volumes', () => {
  const bare = { name: 'x', image: 'nginx' };
  const pod = {
    initContainers: [bare],
    ephemeralContainers: [bare],
    volumes: [{ name: 'model', image: { reference: 'acme/model' } }],
    containers: [CONTAINER],
  };
  expect(messages(rule, deployment({ pod }))).toHaveLength(3);
});

test('does not judge an image that only a deployment knows', () => {
  expect(messages(rule, deploymentOf({ image: token(1) }))).toEqual([]);
  expect(messages(rule, deploymentOf({ image: `${token(1)}/api` }))).toEqual([]);
});
