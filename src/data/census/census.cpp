// SPDX-License-Identifier: Apache-2.0
#include "data/census/census.h"

#include <algorithm>
#include <cmath>

#include "data/census/cache.h"
#include "data/census/describe.h"
#include "data/census/digest.h"
#include "data/census/protocol.h"
#include "data/census/row_form.h"
#include "math/correlation.h"

namespace mmoe {
namespace {

/// Returns the labels that settings may name: those requested, or the groups' three.
std::vector<CensusLabel> chosen_labels(const CensusOptions& options) {
  const std::vector<CensusLabel> all = census_labels(options.college);
  if (options.labels.empty()) return {all.begin(), all.begin() + 3};
  std::vector<CensusLabel> chosen;
  for (const std::string& name : options.labels) {
    chosen.push_back(*std::find_if(all.begin(), all.end(),
                                   [&](const CensusLabel& label) { return label.name == name; }));
  }
  return chosen;
}

CensusTasks read_tasks(const CensusTable& train, const CensusTable& test,
                       const std::vector<CensusLabel>& labels) {
  CensusTasks tasks;
  for (const CensusLabel& label : labels) {
    tasks.train.push_back(label_rows(train, label));
    tasks.test.push_back(label_rows(test, label));
    check_both_classes(train, label, tasks.train.back());
    check_both_classes(test, label, tasks.test.back());
  }
  return tasks;
}

/// Returns the columns that are not an input of any setting of the protocol.
std::vector<std::size_t> removed_from_all(const std::vector<CensusSetting>& settings,
                                          const std::string& protocol) {
  std::vector<std::size_t> columns;
  for (std::size_t column = 0; column < kCensusColumns.size(); ++column) {
    const bool everywhere =
        std::all_of(settings.begin(), settings.end(), [&](const CensusSetting& setting) {
          const auto& removed = setting.removed;
          return setting.protocol != protocol ||
                 std::find(removed.begin(), removed.end(), column) != removed.end();
        });
    if (everywhere) columns.push_back(column);
  }
  return columns;
}

/// Describes the inputs of the protocol, or of each protocol if there are several.
nlohmann::ordered_json describe_all_inputs(const std::vector<std::string>& protocols,
                                           const std::vector<CensusEncoding>& encodings) {
  if (encodings.size() == 1) return describe_inputs(encodings[0]);
  nlohmann::ordered_json inputs;
  for (std::size_t i = 0; i < encodings.size(); ++i) {
    inputs[protocols[i]] = describe_inputs(encodings[i]);
  }
  return inputs;
}

EmbeddedFields embedded_fields(const std::string& protocol, const CensusView& view) {
  const Index width = find_census_protocol(protocol).embedding_width;
  if (width == 0) return {};
  return {.width = width, .vocabularies = view.vocabularies()};
}

nlohmann::ordered_json names_of(const std::vector<std::size_t>& columns) {
  nlohmann::ordered_json names = nlohmann::ordered_json::array();
  for (const std::size_t column : columns) names.push_back(kCensusColumns[column].name);
  return names;
}

}  // namespace

CensusDataSet::CensusDataSet(const CensusOptions& options, const Folders& folders)
    : options_(options) {
  fields(options_).check("data");
  labels_ = chosen_labels(options);
  const CensusFiles files = find_census_files(folders.data);
  const CensusTable train = load_census_table(files.train, folders.cache);
  const CensusTable test = load_census_table(files.test, folders.cache);
  check_census_options(options_, train.rows);
  tasks_ = read_tasks(train, test, labels_);
  encode(train, test);
  const CensusDigest digest(encodings_, tasks_);
  for (Prepared& prepared : settings_) {
    const CensusSetting& of = prepared.setting;
    prepared.digest = digest.of(prepared.encoding, prepared.view, {of.main, of.auxiliary});
  }
  description_ = {
      {"name", "census-income"},
      {"files", describe_files(train, test)},
      {"validation", options_.split == "by-run" ? "half of the test file, by seed and run"
                                                : "half of the test file, by the seed"},
      {"inputs", describe_all_inputs(options_.protocol, encodings_)},
      {"labels", describe_labels(labels_, tasks_)}};
}

void CensusDataSet::encode(const CensusTable& train, const CensusTable& test) {
  const auto settings = census_settings(options_, labels_);
  for (const std::string& protocol : options_.protocol) {
    CensusInputOptions inputs = find_census_protocol(protocol).inputs;
    inputs.removed = removed_from_all(settings, protocol);
    inputs.log1p_money = options_.log1p_money;
    inputs.number_bins = options_.number_bins;
    CensusEncoding encoding{.inputs = learn_census_inputs(train, inputs), .train = {}, .test = {}};
    encoding.train = encode_census(train, encoding.inputs);
    encoding.test = encode_census(test, encoding.inputs);
    for (const CensusSetting& setting : settings) {
      if (setting.protocol != protocol) continue;
      settings_.push_back({.setting = setting,
                           .encoding = encodings_.size(),
                           .view = view_census(encoding.inputs, setting.removed),
                           .digest = {}});
    }
    encodings_.push_back(std::move(encoding));
  }
  for (Prepared& prepared : settings_) {
    CensusSetting& setting = prepared.setting;
    if (!setting.name.contains("pair")) continue;
    const auto r = describe_correlation(tasks_, setting.main, setting.auxiliary);
    setting.name["pearson"] = rounded_correlation(r["train"].get<double>());
  }
}

std::vector<Setting> CensusDataSet::settings() const {
  std::vector<Setting> all;
  for (const Prepared& prepared : settings_) all.push_back(prepared.setting.name);
  return all;
}

Problem CensusDataSet::problem(std::size_t setting) const {
  const Prepared& prepared = settings_.at(setting);
  return {.dense_inputs = prepared.view.dense_count(),
          .sparse_inputs = prepared.view.sparse_count(),
          .tasks = {{labels_[prepared.setting.main].name, TaskKind::kBinary},
                    {labels_[prepared.setting.auxiliary].name, TaskKind::kBinary}},
          .embedded = embedded_fields(prepared.setting.protocol, prepared.view),
          .sparse_groups = prepared.view.topics()};
}

nlohmann::ordered_json CensusDataSet::identity(std::size_t setting) const {
  const Prepared& prepared = settings_.at(setting);
  const CensusSetting& of = prepared.setting;
  nlohmann::ordered_json identity = {{"encoded", prepared.digest},
                                     {"tasks", {labels_[of.main].name, labels_[of.auxiliary].name}},
                                     {"protocol", of.protocol},
                                     {"removed", of.removed},
                                     {"sample_rows", options_.sample_rows}};
  if (options_.split != CensusOptions().split) identity["split"] = options_.split;
  return identity;
}

std::unique_ptr<DataDraw> CensusDataSet::open(const DrawKey& key) const {
  const Prepared& prepared = settings_.at(key.setting);
  return open_census_draw({encodings_[prepared.encoding], prepared.view, tasks_},
                          {.split_by_run = options_.split == "by-run",
                           .tasks = {prepared.setting.main, prepared.setting.auxiliary},
                           .sample_rows = options_.sample_rows},
                          key);
}

RowForm CensusDataSet::row_form(std::size_t setting) const {
  const Prepared& prepared = settings_.at(setting);
  return census_row_form(encodings_[prepared.encoding].inputs, prepared.view,
                         {labels_[prepared.setting.main], labels_[prepared.setting.auxiliary]});
}

nlohmann::ordered_json CensusDataSet::describe() const {
  nlohmann::ordered_json description = description_;
  for (const Prepared& prepared : settings_) {
    const CensusSetting& setting = prepared.setting;
    nlohmann::ordered_json entry = setting.name;
    entry["main"] = labels_[setting.main].name;
    entry["auxiliary"] = labels_[setting.auxiliary].name;
    entry["pearson"] = describe_correlation(tasks_, setting.main, setting.auxiliary);
    if (setting.paper_abs_pearson) entry["paper_abs_pearson"] = *setting.paper_abs_pearson;
    entry["dense"] = prepared.view.dense_count();
    entry["sparse"] = prepared.view.sparse_count();
    if (const Index width = find_census_protocol(setting.protocol).embedding_width; width > 0) {
      entry["embedding_width"] = width;
    }
    entry["no_inputs"] = names_of(setting.removed);
    description["groups"].push_back(entry);
  }
  return description;
}

}  // namespace mmoe
