# SPDX-License-Identifier: Apache-2.0
# The front door: each target works alone, from a clean clone. Everything is built by CMake presets.

# Tools; the libraries are the words ending in -dev in CMakeLists.txt, which also finds them.
TOOLS := ca-certificates cmake g++ gnuplot-nox ninja-build
LIBRARIES := $(shell grep -oE '[a-z0-9.+-]+-dev\b' CMakeLists.txt | sort -u)
CI_TOOLS := chromium clang clang-format clang-tidy fish man-db munge python3-jsonschema python3-sklearn \
  python3-yaml qemu-user shellcheck slurm-wlm zsh

JOBS ?= $(shell nproc)
PREFIX ?= /usr/local
ARGS ?= --exp synthetic
PRESET ?= asan
SECONDS ?= 60

SOURCES = $(shell git ls-files '*.cpp' '*.h')
BINARY := build/release/mmoe-bench

.DEFAULT_GOAL := help
.PHONY: help deps ci-deps program build run test results report bench format check-format tidy lint \
  sanitize fuzz package install clean

help: ## say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r target text; do \
	  printf '  make %-13s %s\n' "$$target" "$$text"; done

deps: ## install the Debian packages that are missing (the only step that needs root)
	@.ci/install $(TOOLS) $(LIBRARIES)

# Builds of Node.js that are not Debian's have npm in them, and conflict with its package of that name.
ci-deps: deps ## the same for what only lint, sanitize and .ci/run need
	@.ci/install $(CI_TOOLS)
	@command -v npm >/dev/null || .ci/install nodejs npm

program: deps ## build the optimised binary alone
	@cmake --preset release
	@cmake --build --preset release --parallel $(JOBS) --target mmoe-bench

build: deps ## build the optimised binary and the tests
	@cmake --preset release
	@cmake --build --preset release --parallel $(JOBS)

run: program ## build, then run the main job; ARGS='--exp synthetic --runs 3' runs another
	$(BINARY) $(ARGS)

test: build ## build, then run all tests
	ctest --preset release --parallel $(JOBS)

results: program ## run the committed reference results again, as they say, and the page of results/
	@set -e; for result in results/reference/*.json*; do \
	  echo "$$result"; name=$$(basename $${result%.gz} .json); \
	  $(BINARY) --exp $$result --out build/results/$$name; \
	  made=build/results/$$name/$$name.json; \
	  case $$result in \
	    *.gz) gzip -9n < $$made > $$made.gz; cp $$made.gz $$result ;; \
	    *) cp $$made $$result ;; \
	  esac; \
	done
	@$(MAKE) --no-print-directory report

report: program ## make results/README.md, its pages, tables and figures again from results/reference
	@rm -rf results/tables results/figures results/pages
	$(BINARY) report results/reference --out results --format md,csv,svg --preface results/preface.md

bench: deps ## build and run the benchmarks
	@cmake --preset release -DMMOE_BENCHMARKS=ON
	@cmake --build --preset release --parallel $(JOBS) --target mmoe-benchmarks
	build/release/mmoe-benchmarks

format: ## format all sources in place
	@clang-format -i $(SOURCES)

check-format: ## fail when `make format` would change something
	@clang-format --dry-run -Werror $(SOURCES)

tidy: ## clang-tidy over src/ and cli/
	@cmake --preset tidy
	@cmake --build --preset tidy
	run-clang-tidy -p build/tidy -quiet -j $(JOBS) '/Unity/|/src/base/version|/src/nn/sparse_product'

lint: ci-deps check-format tidy ## formatting and clang-tidy

# Under asan all but what takes minutes there, is mostly another program's (gnuplot, a browser, Python),
# or runs the program on what the tests of results/, study/ and statistics/ call themselves; under
# tsan the engine, which has the threads (MMOE_ENGINE_ONLY). FILTER='*' runs all.
FILTER_asan := -AreaUnderRoc.IsExactOverTenMillionRows:Scale.*:Slurm.AShard*:Drawings.*:SchemaTest.*:BoostedTrees.*:Calibration.*:Suggest.GoesOnAfterManyTrials:SimpleRegret.*:SyntheticSensitivity.*:MeasuredPearson.*:Products.AreOneChain*:RecommendationLog.HasTheRelatedness*:VerdictJson.*:CompareCommand.*:ReportCommand.*:ReportPage.*:MergeCommand.*:VerifyCommand.Judges*:StudyTest.*:Resume.*:Check.ThatFails*:DataInit.ItsRecipe*:ExperimentCommand.Shows*:HostileNames.AnExperimentsName*:OutputGuard.AReport*:OutputGuard.ASecond*:OutputGuard.OwnFiles*:Run.AListOf*:Run.AFlagOf*:Run.AModelHas*:Run.OfA*
FILTER_tsan := *
FILTER ?= $(FILTER_$(PRESET))

sanitize: ci-deps ## build and test with PRESET=asan (address, undefined behaviour) or tsan (threads)
	@cmake --preset $(PRESET)
	@cmake --build --preset $(PRESET) --parallel $(JOBS)
	tests/run_parallel build/$(PRESET) $(JOBS) '$(FILTER)'

fuzz: ci-deps ## give each fuzz target SECONDS=60 under the sanitizers
	@cmake --preset asan
	@cmake --build --preset asan --parallel $(JOBS) --target fuzz
	tests/fuzz/run build/asan $(SECONDS)

package: program ## build a Debian package, build/release/mmoe-bench_VERSION_ARCH.deb
	@.ci/install dpkg-dev file
	@cmake --build --preset release --target mmoe_share
	cd build/release && cpack

install: program ## install binary, man page and completion below PREFIX=/usr/local (and DESTDIR)
	@cmake --build --preset release --target mmoe_share
	cmake --install build/release --prefix $(PREFIX)

clean: ## remove all that was built
	rm -rf build
