// SPDX-License-Identifier: Apache-2.0
#include "data/registry.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "data/census/cache.h"
#include "data/census/census.h"
#include "data/kuairand/kuairand.h"
#include "data/recommendation/log_data.h"
#include "data/synthetic/synthetic.h"
#include "data/table/table_data.h"

namespace mmoe {
namespace {

using nlohmann::json;

constexpr const char* kWhere = "data";

DataSetEntry synthetic() {
  return {.name = "synthetic",
          .help = "regression tasks with exactly controlled correlation (Sec. 3.2)",
          .describe_options = [] { return SyntheticOptions().fields().describe(); },
          .resolve =
              [](const json& options) {
                return read_synthetic_options(options, kWhere).fields().write();
              },
          .open =
              [](const json& options, std::uint64_t seed, const std::string& /*data_dir*/) {
                return std::make_unique<SyntheticDataSet>(read_synthetic_options(options, kWhere),
                                                          seed);
              }};
}

CensusOptions read_census_options(const json& config) {
  CensusOptions options;
  fields(options).read(config, kWhere);
  return options;
}

DataSetEntry census() {
  return {.name = "census-income",
          .help = "two groups of binary tasks on Census-income (Sec. 6.2)",
          .describe_options =
              [] {
                CensusOptions options;
                return fields(options).describe();
              },
          .resolve =
              [](const json& config) {
                CensusOptions options = read_census_options(config);
                return fields(options).write();
              },
          .open =
              [](const json& config, std::uint64_t /*seed*/, const std::string& data_dir) {
                return std::make_unique<CensusDataSet>(
                    read_census_options(config),
                    CensusDataSet::Folders{.data = data_dir, .cache = census_cache_dir()});
              },
          .searches_files = true};
}

struct TableOptions {
  std::string recipe;

  Fields fields() {
    Fields bound;
    bound.add("recipe", recipe, "the JSON file that describes the table");
    return bound;
  }
};

TableOptions read_table_options(const json& config) {
  TableOptions options;
  options.fields().read(config, kWhere);
  return options;
}

DataSetEntry table() {
  return {.name = "table",
          .help = "a table of your own: CSV files that a recipe describes",
          .describe_options = [] { return TableOptions().fields().describe(); },
          .resolve = [](const json& config) { return read_table_options(config).fields().write(); },
          .open = [](const json& config, std::uint64_t seed,
                     const std::string& /*data_dir*/) -> std::unique_ptr<DataSet> {
            const std::string recipe = read_table_options(config).recipe;
            if (recipe.empty()) {
              throw FieldError(
                  "data.recipe",
                  "missing; expected the path of a recipe, which `mmoe-bench data init "
                  "FILE.csv` writes");
            }
            return std::make_unique<TableDataSet>(recipe, seed);
          }};
}

DataSetEntry recommendation() {
  return {.name = "recommendation",
          .help = "a synthetic log of a content recommender whose optimum is known (Sec. 6.4)",
          .describe_options = [] { return LogDataOptions().fields().describe(); },
          .resolve =
              [](const json& options) {
                return read_log_data_options(options, kWhere).fields().write();
              },
          .open =
              [](const json& options, std::uint64_t seed, const std::string& /*data_dir*/) {
                return std::make_unique<LogDataSet>(read_log_data_options(options, kWhere), seed);
              }};
}

DataSetEntry kuairand() {
  return {
      .name = "kuairand",
      .help = "KuaiRand, a public log of a video app (Sec. 6.4)",
      .describe_options = [] { return KuaiOptions().fields().describe(); },
      .resolve =
          [](const json& options) { return read_kuai_options(options, kWhere).fields().write(); },
      .open =
          [](const json& options, std::uint64_t /*seed*/, const std::string& data_dir) {
            return std::make_unique<KuaiDataSet>(
                read_kuai_options(options, kWhere),
                KuaiDataSet::Folders{.data = data_dir, .cache = kuai_cache_dir()});
          },
      .searches_files = true};
}

}  // namespace

/// To add a data set, write its file, include it above, and add one entry here.
const std::vector<DataSetEntry>& data_sets() {
  static const std::vector<DataSetEntry> entries = {synthetic(), census(), table(),
                                                    recommendation(), kuairand()};
  return entries;
}

std::vector<std::string> data_set_names() {
  std::vector<std::string> names;
  for (const DataSetEntry& entry : data_sets()) names.push_back(entry.name);
  return names;
}

const DataSetEntry& find_data_set(const std::string& name, const std::string& where) {
  const auto found = std::find_if(data_sets().begin(), data_sets().end(),
                                  [&](const DataSetEntry& entry) { return entry.name == name; });
  if (found == data_sets().end()) {
    throw FieldError(where,
                     fmt::format("unknown data set '{}'{}", name, hint(name, data_set_names())));
  }
  return *found;
}

}  // namespace mmoe
