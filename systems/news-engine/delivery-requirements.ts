import { application, LATER, later, met, unmet, type SectionRequirements } from '../requirement';
import { ANALYTICS, CONTAINER, each, PIPELINE, POD, prod, PUBLISHER } from './requirement-fields';

/** Phase 1 of the document: how code becomes images, and images releases. */
export const deliveryRequirements = {
  'K8SNE-2: GitHub Actions CI/CD Pipeline': [
    unmet('pipelines', 'workflows that build and push the images of both services', PIPELINE),
    later('branches', 'main goes to staging, tags go to production', LATER.delivery),
  ],
  'K8SNE-3: Automated Testing Implementation': [
    unmet('unit-tests', 'tests of the EQIS algorithm, the database and the API, 80 % covered', PIPELINE),
    unmet('test-gate', 'tests run on each pull request and hold back a merge', PIPELINE),
    unmet('test-tools', 'pytest, fixtures, mock data and a test environment in GitHub Actions', PIPELINE),
  ],
  'K8SNE-4: Container Security Scanning': [
    later('image-scan', 'base images and images are scanned by Trivy, each week too', LATER.supplyChain),
    later('scan-gate', 'critical and high findings stop a deployment', LATER.supplyChain),
    later('signing', 'production images are signed with cosign', LATER.supplyChain),
    unmet('scan-results', 'results are kept and shown on a dashboard', PIPELINE),
    met(
      'pinned-images',
      'what was scanned is what runs: images are named by a version that does not move',
      prod(`Deployment/${PUBLISHER}`, `${CONTAINER}.image`, 'ghcr.io/acme/news-publisher:1.0.0'),
      prod(`Deployment/${ANALYTICS}`, `${CONTAINER}.image`, 'ghcr.io/acme/news-analytics-py:1.0.0'),
    ),
  ],
  'K8SNE-5: Multi-stage Docker Builds': [
    unmet('stages', 'multi-stage builds with caches, half the size, a third faster', PIPELINE),
    unmet('base-images', 'distroless or minimal base images', PIPELINE),
    application(
      'non-root',
      'images run as no root user, with little to attack',
      'pods run as user 10001 on a read-only root file system, whatever the image says',
      ...each(`${POD}.securityContext.runAsUser`, 10001),
      ...each(`${CONTAINER}.securityContext.readOnlyRootFilesystem`, true),
    ),
  ],
  'K8SNE-6: Code Quality Automation (SonarQube)': [
    unmet('code-quality', 'SonarQube gates, dashboards and tracking of technical debt', PIPELINE),
  ],
} satisfies SectionRequirements;
