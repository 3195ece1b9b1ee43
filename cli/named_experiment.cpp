// SPDX-License-Identifier: Apache-2.0
#include "named_experiment.h"

#include "base/error.h"
#include "experiment/config/catalogue.h"

namespace mmoe::cli {

JsonText load_named(const std::string& name) {
  try {
    return load_configuration(name);
  } catch (const FieldError& error) {
    if (error.path() != "exp") throw;
    throw InputError(std::string(error.what()).substr(error.path().size() + 2));
  }
}

}  // namespace mmoe::cli
