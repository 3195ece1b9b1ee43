// SPDX-License-Identifier: Apache-2.0
#include "data/census/options.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "data/census/labels.h"
#include "data/census/protocol.h"
#include "data/census/settings.h"

namespace mmoe {
namespace {

template <typename Value>
void check_distinct(const char* name, const std::vector<Value>& list) {
  for (const Value& value : list) {
    if (std::count(list.begin(), list.end(), value) > 1) {
      throw InputError(fmt::format("data.{}: {} is listed twice; expected each once", name, value));
    }
  }
}

bool only_paper(const CensusOptions& options) {
  return options.protocol == std::vector<std::string>{"paper"};
}

void check_label_pairs(const CensusOptions& options) {
  if (options.labels.empty()) return;
  if (options.labels.size() < 2) {
    throw InputError("data.labels: found 1 label; expected at least 2, which make a pair");
  }
  if (options.group != CensusOptions().group) {
    throw InputError("data.group: found beside data.labels; expected groups or pairs of labels");
  }
  if (options.drop_leaks) {
    throw InputError(
        "data.drop_leaks: found beside data.labels; pairs never have the columns that say their "
        "labels as inputs");
  }
  if (!only_paper(options)) {
    throw InputError("data.protocol: found beside data.labels; expected \"paper\" for pairs");
  }
}

/// The protocols of other projects have the tasks of group 1 and inputs of their own.
void check_protocols(const CensusOptions& options) {
  if (only_paper(options)) return;
  if (options.group != std::vector<std::int64_t>{1}) {
    throw InputError(
        "data.protocol: other protocols than paper are of group 1 alone; add --group 1");
  }
}

}  // namespace

Fields fields(CensusOptions& options) {
  Fields bound;
  bound.add("group", options.group,
            "task groups: 1 = income and never married, 2 = education and never married",
            {.low = 1, .high = static_cast<double>(kCensusGroups), .min_length = 1});
  bound.add("labels", options.labels, "in place of groups: every pair of these labels",
            census_label_names());
  bound.add("protocol", options.protocol,
            "how inputs are made: the paper's way, or that of another project; a list is a sweep "
            "(the last epoch, as keras-mmoe takes it, is training.select = last)",
            census_protocol_names());
  bound.add("drop_leaks", options.drop_leaks,
            "remove the three columns that say who ever married: tax filer and household");
  bound.add("log1p_money", options.log1p_money,
            "log(1 + x) of wages, capital gains and losses, and dividends before scaling");
  bound.add("sample_rows", options.sample_rows,
            "train on this many rows of the training file, drawn by the seed; 0 = all", {.low = 0});
  bound.add("college", options.college, "lowest degree that counts as college",
            {"associate", "bachelor"});
  return bound;
}

void check_census_options(const CensusOptions& options, std::size_t training_rows) {
  if (options.sample_rows > static_cast<std::int64_t>(training_rows)) {
    throw InputError(
        fmt::format("data.sample_rows: found {}; expected at most {}, the rows of the "
                    "training file",
                    options.sample_rows, training_rows));
  }
  if (options.protocol.empty()) {
    throw InputError("data.protocol: found 0 values; expected at least 1");
  }
  check_distinct("group", options.group);
  check_distinct("labels", options.labels);
  check_distinct("protocol", options.protocol);
  check_label_pairs(options);
  check_protocols(options);
}

}  // namespace mmoe
