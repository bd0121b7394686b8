import { met, unmet, type RequirementsDocument } from '../requirement';
import { automationRequirements } from './automation-requirements';
import { coreRequirements } from './core-requirements';
import { productionRequirements } from './production-requirements';
import { quickWinRequirements } from './quick-win-requirements';
import { API, dev, PLAN, PROCESS, WORKER } from './requirement-fields';

const SECTIONS = [
  'Overview',
  'DEVOPS-001: Create Environment Configuration Templates',
  'DEVOPS-002: Implement Cross-Platform PathService',
  'DEVOPS-003: Create Database Seeding Script',
  'DEVOPS-004: Windows Setup Script',
  'DEVOPS-005: Linux/Mac Setup Script',
  'DEVOPS-006: Update README with Setup Instructions',
  'DEVOPS-007: Environment Variable Validation',
  'DEVOPS-008: Quick Reference Card',
  'DEVOPS-009: Enhanced Docker Compose for Local Development',
  'DEVOPS-010: Add Development Stage to Dockerfile',
  'DEVOPS-011: Create Comprehensive Makefile',
  'DEVOPS-012: Windows PowerShell Aliases',
  'DEVOPS-013: Update CI to Use Docker Compose',
  'DEVOPS-014: Docker Layer Caching in CI',
  'DEVOPS-015: Integration Tests in Docker',
  'DEVOPS-016: Enhanced Logging Strategy',
  'DEVOPS-017: Health Check Enhancements',
  'DEVOPS-018: Documentation Review and Update',
  'DEVOPS-019: VS Code Devcontainer',
  'DEVOPS-020: Structured Logging with JSON',
  'DEVOPS-021: Prometheus Metrics',
  'DEVOPS-022: Grafana Dashboards',
  'DEVOPS-023: Pre-commit Hooks with Husky.NET',
  'DEVOPS-024: EditorConfig',
  'DEVOPS-025: Migration Conflict Detection',
  'DEVOPS-026: Automated Dependency Updates',
  'DEVOPS-027: Security Scanning Enhancements',
  'DEVOPS-028: Production Docker Compose',
  'DEVOPS-029: Secrets Management',
  'DEVOPS-030: Kubernetes Manifests (Optional)',
  'DEVOPS-031: CD Pipeline Enhancements',
  'DEVOPS-032: Production Runbook',
  'High Priority (Must Have)',
  'Medium Priority (Should Have)',
  'Low Priority (Nice to Have)',
  'Sprint 1 (2 weeks): Phase 1 Complete',
  'Sprint 2 (2 weeks): Phase 2 Core',
  'Sprint 3 (2 weeks): Phase 2 + Phase 3 Start',
  'Sprint 4 (2 weeks): Phase 3 Complete + Phase 4 Start',
  'Sprint 5 (1 week): Phase 4 Complete',
  'Velocity Assumptions',
  'Definition of Done',
] as const;

/** What the document asks of youtube-rag. It names hardly a number: those here are settings that production asks for. */
export const requirements: RequirementsDocument<(typeof SECTIONS)[number]> = {
  title: 'DevOps Implementation - Backlog Items',
  sections: SECTIONS,
  requirements: {
    ...quickWinRequirements,
    ...coreRequirements,
    ...automationRequirements,
    ...productionRequirements,
    Overview: 'a summary without a criterion of its own',
    'High Priority (Must Have)': PLAN,
    'Medium Priority (Should Have)': PLAN,
    'Low Priority (Nice to Have)': PLAN,
    'Sprint 1 (2 weeks): Phase 1 Complete': PLAN,
    'Sprint 2 (2 weeks): Phase 2 Core': PLAN,
    'Sprint 3 (2 weeks): Phase 2 + Phase 3 Start': PLAN,
    'Sprint 4 (2 weeks): Phase 3 Complete + Phase 4 Start': PLAN,
    'Sprint 5 (1 week): Phase 4 Complete': PLAN,
    'Velocity Assumptions': PLAN,
    'Definition of Done': [
      met(
        'development',
        'it is deployed to the development environment',
        dev(API, '.spec.replicas', 1),
        dev(WORKER, '.spec.replicas', 1),
      ),
      unmet('done', 'reviewed, tested, documented and shown', PROCESS),
    ],
  },
};
