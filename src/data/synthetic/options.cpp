// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numbers>

#include "base/error.h"
#include "math/random.h"

namespace mmoe {
namespace {

constexpr double kMostRows = 1 << 28;
constexpr int kMostSines = 4096;
constexpr double kFastestSine = 1e6;

/// m as the options ask for it; `otherwise` where they do not.
std::size_t sines_of(const SyntheticOptions& options, std::size_t otherwise) {
  if (options.sines >= 0) return static_cast<std::size_t>(options.sines);
  if (!options.alpha.empty()) return options.alpha.size();
  return options.beta.empty() ? otherwise : options.beta.size();
}

/// m standard normals, apart for alpha (block 0) and beta (1), and whatever m is the first the
/// same.
std::vector<double> drawn(std::uint64_t seed, std::uint64_t block, std::size_t m) {
  Vector<double> values(static_cast<Index>(m));
  fill_normal({seed, Purpose::kSettings}, block, values);
  return {values.begin(), values.end()};
}

LabelFunction named_function(const SyntheticOptions& options, std::uint64_t seed) {
  if (options.setting == "figure-2") {
    return {0.44, {6.64, 16.21}, {std::numbers::pi, 0}, options.noise};
  }
  const std::size_t m = sines_of(options, 5);
  return {0.3, drawn(seed, 0, m), drawn(seed, 1, m), options.noise};
}

}  // namespace

Fields SyntheticOptions::fields() {
  const Range correlations{.low = -1, .high = 1};
  const Range sweep{.low = -1, .high = 1, .distinct = true};
  const Range sine{.low = -kFastestSine, .high = kFastestSine, .max_length = kMostSines};
  Fields f;
  f.add("setting", setting, "named c, m, alpha and beta", {"figure-2", "keras-mmoe"});
  f.add("dimension", dimension, "inputs d, at least as many as tasks", {1, 1 << 20});
  f.add("tasks", tasks, "tasks K", {1, 64});
  f.add("c", c, "length of the weight vectors; 0: the setting's", {0, 1000});
  f.add("sines", sines, "sines m of a label; -1: the setting's", {-1, kMostSines});
  f.add("alpha", alpha, "frequencies of the sines; none: the setting's", sine);
  f.add("beta", beta, "phases of the sines in radians; none: the setting's", sine);
  f.add("noise", noise, "standard deviation of the labels' noise", {0, 1000});
  f.add("cosine", cosine, "cosines of the tasks' weights, the points of the sweep", sweep);
  f.add("pearson", pearson, "correlations of the tasks' labels, in place of cosine", sweep);
  f.add("correlation_matrix", correlation_matrix, "K x K correlations, row by row", correlations);
  f.add("correlation_of", correlation_of, "what the matrix is of", {"weights", "labels"});
  f.add("training_rows", training_rows, "fixed training examples; 0: fresh ones every step",
        {0, kMostRows});
  f.add("validation_rows", validation_rows, "validation examples", {1, kMostRows});
  f.add("test_rows", test_rows, "test examples", {1, kMostRows});
  return f;
}

SyntheticOptions read_synthetic_options(const nlohmann::json& json, const std::string& where) {
  SyntheticOptions options;
  options.fields().read(json, where);
  if (options.cosine.empty() && options.pearson.empty() && options.correlation_matrix.empty()) {
    options.cosine = {0.5, 0.9, 1.0};
  }
  return options;
}

LabelFunction label_function(const SyntheticOptions& options, std::uint64_t seed,
                             const std::string& where) {
  LabelFunction f = named_function(options, seed);
  if (options.c > 0) f.c = options.c;
  if (!options.alpha.empty()) f.alpha = options.alpha;
  if (!options.beta.empty()) f.beta = options.beta;
  const std::size_t m = sines_of(options, f.alpha.size());
  // The setting's own sines go where none are asked for; lists that were given must agree.
  if (m == 0 && options.alpha.empty()) f.alpha = {};
  if (m == 0 && options.beta.empty()) f.beta = {};
  const auto check = [&](const char* name, const std::vector<double>& values) {
    if (values.size() != m) {
      throw FieldError(where + "." + name,
                       fmt::format("found {} values; expected {}, one a sine", values.size(), m));
    }
  };
  check("alpha", f.alpha);
  check("beta", f.beta);
  return f;
}

}  // namespace mmoe
