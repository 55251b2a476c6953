# The habits of this project. `make demo` and `make test` are all that a newcomer needs.
SWIFT ?= swift
# Tests have a build folder of their own, so that they never race with a build.
TEST_FLAGS ?= --scratch-path .build-test $(if $(FILTER),--filter $(FILTER))
# Where Scripts/setup puts a newer zstd than the system's.
export PKG_CONFIG_PATH := $(CURDIR)/.build-tools/zstd$(if $(PKG_CONFIG_PATH),:$(PKG_CONFIG_PATH))

# A million rotations, and measurements, want all that the compiler can do.
SIMULATOR = $(SWIFT) run --configuration release --static-swift-stdlib --scratch-path .build fleet-simulator

.PHONY: setup build demo test soak e2e fuzz lint format generate docs bench bench-fleet bench-pack bench-image bench-publish release install uninstall clean

setup: ## install what is missing (Debian packages, private tools)
	@Scripts/setup

build:
	@Scripts/setup build
	$(SWIFT) build --product basalt

demo: ## show the main job as far as it goes
	@Scripts/setup demo
	$(SWIFT) build --product basalt
	@Scripts/demo .build/debug/basalt

# What waits for machines, services or a clock comes behind the others, which hold all processors for minutes; and the
# boots, whose units have deadlines, come last and alone.
WAITING = ^(MachinesTests|FleetLocalTests|WorkloadsTests)\.
test: setup ## all tests, the real tools and three boots included; fetches 170 MB; FILTER=NAME for some
	$(SWIFT) test $(TEST_FLAGS) $(if $(FILTER),,--skip '$(WAITING)' --skip BootedHostTests)
	$(if $(FILTER),,$(SWIFT) test --skip-build $(TEST_FLAGS) --filter '$(WAITING)')
	$(if $(FILTER),,.build-test/debug/fleet-simulator --rotations 20000)
	$(if $(FILTER),,$(SWIFT) test --skip-build $(TEST_FLAGS) --filter BootedHostTests)

soak: ## a million simulated rotations of fleets (hours)
	$(SIMULATOR) --rotations 1000000

e2e: setup build ## real Debian packages, a host in five layers beside umoci, shipped profiles booted; 600 MB, needs root
	Scripts/e2e-debian .build/debug/basalt
	Scripts/e2e-pack .build/debug/basalt
	Scripts/e2e-image .build/debug/basalt
	Scripts/e2e-fleet .build/debug/basalt
	Scripts/e2e-ec2 .build/debug/basalt 5 4
	Scripts/e2e-ec2 .build/debug/basalt 20 6
	Scripts/e2e-ec2 .build/debug/basalt 100 8

FUZZ_SECONDS ?= 60
fuzz: ## libFuzzer on the readers of layers and images, FUZZ_SECONDS each
	@Scripts/setup build
	Scripts/fuzz $(FUZZ_SECONDS)

lint: ## format check, shell check, shipped files up to date
	$(SWIFT) format lint --strict --recursive Sources Tests Fuzz Package.swift
	shellcheck Scripts/setup Scripts/embed Scripts/install Scripts/demo Scripts/bench Scripts/bench-pack Scripts/bench-image Scripts/bench-fleet Scripts/bench-publish Scripts/e2e-debian Scripts/e2e-pack Scripts/e2e-image Scripts/e2e-fleet Scripts/fuzz .ci/run \
	    image/root/usr/lib/basalt/* Tests/Fixtures/*.sh \
	    Benchmarks/image/prototype.sh
	shellcheck --shell dash image/initramfs/init image/initramfs/udhcpc-script
	Scripts/embed --check
	Scripts/generate-aws --check

format:
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

generate: ## profiles/ and ignition-templates/ into the binary, calls of AWS from botocore's models
	Scripts/embed
	Scripts/generate-aws

docs: setup build ## the field reference in docs/
	Scripts/docs .build/debug/basalt

# Swift's libraries inside: starts in half the time, and runs where no Swift is installed.
release:
	@Scripts/setup build
	$(SWIFT) build -c release --static-swift-stdlib --product basalt

bench: setup release ## measurements, beside butane where it is on PATH; results in Benchmarks/results.md
	Scripts/bench .build/release/basalt

bench-pack: setup release ## the packer beside its peers (half an hour); results in Benchmarks/pack/results.md
	Scripts/bench-pack .build/release/basalt

bench-image: setup release ## image builds beside the shell pipeline, as root; results in Benchmarks/image/results.md
	Scripts/bench-image .build/release/basalt

bench-publish: setup release ## uploads beside boto3 (minutes, 4 GB); results in Benchmarks/publish/results.md
	Scripts/bench-publish .build/release/basalt

bench-fleet: ## the engine in the simulator (minutes); results in Benchmarks/fleet.md
	@Scripts/setup build
	$(SWIFT) build -c release --static-swift-stdlib --product fleet-simulator
	Scripts/bench-fleet .build/release/fleet-simulator

PREFIX ?= /usr/local
install: release ## program, manual pages, completions and guides below PREFIX
	Scripts/install .build/release/basalt $(DESTDIR)$(PREFIX)

uninstall:
	Scripts/install --remove $(DESTDIR)$(PREFIX)

clean:
	rm -rf .build .build-test
