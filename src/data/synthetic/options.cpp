// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numbers>

#include "base/count_text.h"
#include "base/error.h"
#include "math/random.h"

namespace mmoe {
namespace {

constexpr double kMostRows = 1 << 28;
constexpr int kMostSines = 4096;
constexpr double kFastestSine = 1e6;

/// Returns m if the options give it, else `otherwise`.
std::size_t sines_of(const SyntheticOptions& options, std::size_t otherwise) {
  if (options.sines >= 0) return static_cast<std::size_t>(options.sines);
  if (!options.alpha.empty()) return options.alpha.size();
  return options.beta.empty() ? otherwise : options.beta.size();
}

/// Returns m standard normals, separate for alpha (block 0) and beta (1); the first do not depend
/// on m.
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
  f.add("setting", setting, "named values of c, m, alpha and beta", {"figure-2", "keras-mmoe"});
  f.add("dimension", dimension, "number of inputs d, at least the number of tasks", {1, 1 << 20});
  f.add("tasks", tasks, "number of tasks K", {1, 64});
  f.add("c", c, "length of the weight vectors; 0 = the setting's", {0, 1000});
  f.add("sines", sines, "number of sines m in a label; -1 = the setting's", {-1, kMostSines});
  f.add("alpha", alpha, "frequencies of the sines; empty = the setting's", sine);
  f.add("beta", beta, "phases of the sines in radians; empty = the setting's", sine);
  f.add("noise", noise, "standard deviation of the labels' noise", {0, 1000});
  f.add("cosine", cosine, "cosines of the tasks' weights, the points of the sweep", sweep);
  f.add("pearson", pearson, "correlations of the tasks' labels, instead of cosine", sweep);
  f.add("correlation_matrix", correlation_matrix, "K x K matrix of correlations, row by row",
        correlations);
  f.add("correlation_of", correlation_of, "what the matrix correlates", {"weights", "labels"});
  f.add("training_rows", training_rows,
        "number of fixed training examples; 0 = fresh examples at every step", {0, kMostRows});
  f.add("validation_rows", validation_rows, "number of validation examples", {1, kMostRows});
  f.add("test_rows", test_rows, "number of test examples", {1, kMostRows});
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
  // Drops the setting's sines if none are requested; given lists must agree.
  if (m == 0 && options.alpha.empty()) f.alpha = {};
  if (m == 0 && options.beta.empty()) f.beta = {};
  const auto check = [&](const char* name, const std::vector<double>& values) {
    if (values.size() != m) {
      throw FieldError(where + "." + name, fmt::format("found {}; expected {}, one per sine",
                                                       counted(values.size(), "value"), m));
    }
  };
  check("alpha", f.alpha);
  check("beta", f.beta);
  return f;
}

}  // namespace mmoe
