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
    throw InputError(
        "data.group: found together with data.labels; expected groups or pairs of labels");
  }
  if (options.drop_leaks) {
    throw InputError(
        "data.drop_leaks: found together with data.labels; leaky columns are never inputs of "
        "pairs");
  }
  if (!only_paper(options)) {
    throw InputError(
        "data.protocol: found together with data.labels; expected \"paper\" for pairs");
  }
}

/// The protocols of other projects have the tasks of group 1 and their own inputs.
void check_protocols(const CensusOptions& options) {
  if (only_paper(options)) return;
  if (options.group != std::vector<std::int64_t>{1}) {
    throw InputError(
        "data.protocol: protocols other than paper apply to group 1 only; add `group` 1");
  }
  if (options.number_bins > 0) {
    throw InputError(
        "data.number_bins: found with a protocol that scales numbers in its own way; expected "
        "\"paper\"");
  }
}

}  // namespace

Fields fields(CensusOptions& options) {
  Fields bound;
  bound.add("group", options.group,
            "task groups: 1 = income and never married, 2 = education and never married",
            {.low = 1, .high = static_cast<double>(kCensusGroups), .min_length = 1});
  bound.add("labels", options.labels, "labels to pair, instead of groups: every pair is a setting",
            census_label_names());
  bound.add("protocol", options.protocol,
            "preprocessing of inputs: the paper's, or that of another project; a list is a sweep "
            "(for the last epoch, as in keras-mmoe, set training.select = last)",
            census_protocol_names());
  bound.add("drop_leaks", options.drop_leaks,
            "remove the three leaky columns for never married: tax filer and household");
  bound.add("log1p_money", options.log1p_money,
            "apply log(1 + x) to wages, capital gains and losses, and dividends before scaling");
  bound.add("number_bins", options.number_bins,
            "encode numbers piecewise-linearly, with at most so many bins; 0 = scale them",
            {.low = 0, .high = 1000});
  bound.add("sample_rows", options.sample_rows,
            "number of training rows, drawn by the seed; 0 = all", {.low = 0});
  bound.add("split", options.split,
            "how the test file is halved into validation and test: fixed = one split for all "
            "runs, by-run = each run draws its own",
            {"fixed", "by-run"});
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
