// SPDX-License-Identifier: Apache-2.0
#include "data/census.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/sha256.h"
#include "data/census_cache.h"
#include "data/census_describe.h"

namespace mmoe {
namespace {

/// Positions of the tasks in CensusDataSet's list of labels.
enum LabelPosition : std::size_t { kIncome, kCollege, kNeverMarried };

struct Group {
  std::size_t main;
  std::size_t auxiliary;
  double paper_abs_pearson;  // Sec. 6.2, over 10,000 random samples
};
constexpr Group kGroups[] = {{kIncome, kNeverMarried, 0.1768}, {kCollege, kNeverMarried, 0.2373}};

const Group& group_of(std::int64_t number) { return kGroups[number - 1]; }

CensusData prepare(const CensusTable& train, const CensusTable& test,
                   const std::vector<CensusLabel>& labels, const CensusInputOptions& options) {
  CensusData data;
  data.inputs = learn_census_inputs(train, options);
  data.train = encode_census(train, data.inputs);
  data.test = encode_census(test, data.inputs);
  for (const CensusLabel& label : labels) {
    data.train_labels.push_back(label_rows(train, label));
    data.test_labels.push_back(label_rows(test, label));
    check_both_classes(train, label, data.train_labels.back());
    check_both_classes(test, label, data.test_labels.back());
  }
  return data;
}

template <typename Value>
void add(Sha256& hash, const std::vector<Value>& values) {
  hash.update({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value)});
}

/// SHA-256 of inputs and labels as models see them: it changes with files, options and encoding.
std::string digest(const CensusData& data) {
  Sha256 hash;
  for (const CensusExamples* examples : {&data.train, &data.test}) {
    add(hash, examples->dense);
    add(hash, examples->sparse);
  }
  for (const auto* labels : {&data.train_labels, &data.test_labels}) {
    for (const LabelColumn& column : *labels) add(hash, column);
  }
  return hash.hex();
}

}  // namespace

Fields fields(CensusOptions& options) {
  Fields bound;
  bound.add("group", options.group,
            "task groups: 1 = income and never married, 2 = education and never married",
            {.low = 1, .high = std::size(kGroups), .min_length = 1});
  bound.add("log1p_money", options.log1p_money,
            "log(1 + x) of wages, capital gains and losses, and dividends before scaling");
  bound.add("sample_rows", options.sample_rows,
            "train on this many rows of the training file, drawn by the seed; 0 = all", {.low = 0});
  bound.add("college", options.college, "lowest degree that counts as college",
            {"associate", "bachelor"});
  return bound;
}

CensusDataSet::CensusDataSet(const CensusOptions& options, const Folders& folders)
    : options_(options),
      labels_{income_label(), education_college_label(options.college), never_married_label()} {
  fields(options_).check("data");
  const CensusFiles files = find_census_files(folders.data);
  const CensusTable train = load_census_table(files.train, folders.cache);
  const CensusTable test = load_census_table(files.test, folders.cache);
  check_options(train.rows);
  data_ = prepare(train, test, labels_,
                  {.removed = {census_column("education"), census_column("marital stat")},
                   .log1p_money = options.log1p_money});
  digest_ = digest(data_);
  description_ = {
      {"name", "census-income"},
      {"files",
       {describe_file("train", train, kCensusTrain), describe_file("test", test, kCensusTest)}},
      {"validation", "half of the test file, by the seed"},
      {"inputs", describe_inputs(data_)},
      {"labels", describe_labels(labels_, data_)}};
}

void CensusDataSet::check_options(std::size_t training_rows) const {
  if (options_.sample_rows > static_cast<std::int64_t>(training_rows)) {
    throw InputError(
        fmt::format("data.sample_rows: found {}; expected at most {}, the rows of the "
                    "training file",
                    options_.sample_rows, training_rows));
  }
  for (const std::int64_t group : options_.group) {
    if (std::count(options_.group.begin(), options_.group.end(), group) > 1) {
      throw InputError(fmt::format("data.group: {} is listed twice; expected each once", group));
    }
  }
}

std::vector<Setting> CensusDataSet::settings() const {
  std::vector<Setting> all;
  for (const std::int64_t group : options_.group) all.push_back({{"group", group}});
  return all;
}

Problem CensusDataSet::problem(std::size_t setting) const {
  const Group& group = group_of(options_.group.at(setting));
  return {.dense_inputs = data_.inputs.dense_count(),
          .sparse_inputs = data_.inputs.sparse_count(),
          .tasks = {{labels_[group.main].name, TaskKind::kBinary},
                    {labels_[group.auxiliary].name, TaskKind::kBinary}}};
}

nlohmann::ordered_json CensusDataSet::identity(std::size_t setting) const {
  const Group& group = group_of(options_.group.at(setting));
  return {{"encoded", digest_},
          {"tasks", {labels_[group.main].name, labels_[group.auxiliary].name}},
          {"sample_rows", options_.sample_rows}};
}

std::unique_ptr<Run> CensusDataSet::open(const RunKey& key) const {
  const Group& group = group_of(options_.group.at(key.setting));
  return open_census_run(
      data_, {.tasks = {group.main, group.auxiliary}, .sample_rows = options_.sample_rows}, key);
}

nlohmann::ordered_json CensusDataSet::describe() const {
  nlohmann::ordered_json description = description_;
  for (const std::int64_t number : options_.group) {
    const Group& group = group_of(number);
    description["groups"].push_back(
        {{"group", number},
         {"main", labels_[group.main].name},
         {"auxiliary", labels_[group.auxiliary].name},
         {"pearson", describe_correlation(data_, group.main, group.auxiliary)},
         {"paper_abs_pearson", group.paper_abs_pearson}});
  }
  return description;
}

}  // namespace mmoe
