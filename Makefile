# The two commands most people need: `make up` and `make test`. `make help` lists all.

ENV ?= dev
CLUSTER ?= sandbox
SYSTEM ?=
PORTS ?=
YES ?=

# what `npm ci` installed last, kept inside node_modules so that it goes when they go
STAMP := node_modules/.installed-package-lock.json
SANDBOX := node dist/sandbox/cli.js
# a value reaches the command as it was given, whatever is in it
quoted = '$(subst ','\'',$(1))'
DEPLOY_FLAGS = --env $(call quoted,$(ENV)) --cluster $(call quoted,$(CLUSTER)) \
  $(if $(SYSTEM),--system $(call quoted,$(SYSTEM))) \
  $(if $(PORTS),--ports $(call quoted,$(PORTS))) $(if $(YES),--yes $(call quoted,$(YES)))

.PHONY: help up down destroy clean test conformance consumers bench synth toolchain packages build

help: ## list what there is
	@echo 'make up [ENV=dev] [PORTS=first]   bring up an environment: tools, control plane, pulumi up'
	@echo 'make up SYSTEM=name [ENV=dev]     one system alone, on a stack of its own (destroy takes SYSTEM too)'
	@echo 'make up CLUSTER=current [YES=1]   pulumi up on the current kubeconfig context, after asking'
	@echo 'make down [ENV=name]              stop control planes, keep their data (all without ENV)'
	@echo 'make destroy [ENV=dev]            pulumi destroy; the control plane stays'
	@echo 'make clean                        stop everything and forget it'
	@echo 'make synth [SYSTEM=name]          write manifests of every environment'
	@echo 'make consumers                    install the packed package into fresh projects and use it there'
	@echo 'make test                         types, lint, unit tests, consumers, engine tests'
	@echo 'make bench [ONLY=group]           what Seaworthy costs, against the same work without it'
	@echo 'make conformance [PROVIDER=path]  hold a Kubernetes provider against its documentation (ONLY=words)'
	@echo 'make toolchain                    only build what is missing of the tools'

up: build
	@$(SANDBOX) up $(DEPLOY_FLAGS)

destroy: build
	@$(SANDBOX) destroy $(DEPLOY_FLAGS)

# stopping needs no fresh build, only some build
CLI := $(if $(wildcard dist/sandbox/cli.js),,build)

# ENV has a default for the other commands; here only a given one counts
down: $(CLI)
	@$(SANDBOX) down $(if $(filter command line environment,$(origin ENV)),--env $(call quoted,$(ENV))) \
	  $(if $(SYSTEM),--system $(call quoted,$(SYSTEM)))

clean: $(CLI)
	@$(SANDBOX) clean

toolchain: build
	@$(SANDBOX) toolchain --tests

consumers: build
	npm run --silent test:consumers

synth: packages
	@npm run --silent synth -- $(if $(SYSTEM),--system $(call quoted,$(SYSTEM))) $(if $(filter command line environment,$(origin ENV)),--env $(call quoted,$(ENV)))

test: build
	npm run --silent types
	npm run --silent lint
	npm run --silent test
	npm run --silent test:consumers
	@$(SANDBOX) toolchain --tests
	npm run --silent test:engine

bench: build
	@$(SANDBOX) toolchain
	@node dist/bench/main.js $(if $(ONLY),--only '$(ONLY)')

conformance: build
	@$(SANDBOX) conformance $(if $(PROVIDER),--provider $(call quoted,$(PROVIDER))) $(if $(ONLY),--only $(call quoted,$(ONLY)))

build: packages
	@npm run --silent build

packages: node
	@cmp -s package-lock.json $(STAMP) || { npm ci && cp package-lock.json $(STAMP); }

.PHONY: node
node:
	@command -v node >/dev/null && command -v npm >/dev/null || \
	  { echo 'node or npm is not installed, or not on PATH.'; echo 'Install Node.js 20 or newer: https://nodejs.org/en/download'; exit 1; }
	@node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || \
	  { echo "Node.js is $$(node --version); 20 or newer is needed: https://nodejs.org/en/download"; exit 1; }
