// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdio>

#include "base/error.h"
#include "command.h"

int main(int argc, char** argv) {
  CLI::App app{"Trains multi-task models and compares them", "mmoe-bench"};
  mmoe::cli::Action chosen;
  try {
    app.parse(argc, argv);
    return chosen ? chosen() : 0;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const mmoe::InputError& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return 1;
  }
}
