// SPDX-License-Identifier: Apache-2.0
#include "experiment/store/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "cli/run_cli.h"
#include "experiment/trials/identity.h"
#include "experiment/trials/probe_experiment.h"
#include "experiment/trials/shard.h"
#include "results/result.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using std::filesystem::path;
using ::testing::HasSubstr;

/// Runs one shard of the probe into its own folder.
void run_shard(Probe&& probe, const Shard& shard, const path& folder) {
  probe.trials = take_shard(probe.trials, shard);
  Store store(folder, Store::Mode::kResume);
  probe.run(&store);
}

/// The result's text without what may differ: times and machine.
std::string result_text(const Experiment& experiment, const DataDescription& data,
                        const std::vector<Trial>& trials, std::vector<TrialRecord> records) {
  ordered_json result =
      make_result({.experiment = experiment, .data = data, .trials = trials, .records = records});
  result.erase("environment");
  for (ordered_json& cell : result["cells"]) cell.erase("seconds");
  for (TrialRecord& record : records) record.seconds = 0;
  std::string text;
  mmoe::write_result(result, records, [&](std::string_view piece) { text += piece; });
  return text;
}

template <typename E>
std::string refusal(const std::vector<path>& folders) {
  try {
    merge_stores(folders);
  } catch (const E& error) {
    return error.what();
  }
  ADD_FAILURE() << "threw nothing";
  return "";
}

void expect_same_bytes_from_shards(const ordered_json& config) {
  const TempDir dir;
  const Probe probe(config);
  std::vector<path> folders;
  for (std::size_t i = 1; i <= 5; ++i) {
    folders.push_back(dir / std::to_string(i));
    run_shard(Probe(config), {i, 5}, folders.back());
  }
  const Merged merged = merge_stores(folders);
  EXPECT_THAT(merged.records, ::testing::Not(::testing::Contains("")));
  EXPECT_EQ(
      result_text(merged.experiment, merged.data, merged.trials, read_records(merged.records)),
      result_text(probe.experiment, probe.data, probe.trials, probe.run(nullptr)));
}

TEST(Merge, GivesTheBytesOfOneMachine) { expect_same_bytes_from_shards(probe_config(3)); }

TEST(Merge, GivesTheBytesOfAModelThatDiffersOnASetting) {
  ordered_json config = probe_config(3);
  config["models"][1]["at"] = {{"cosine=1.0", {{"options", {{"experts", 3}}}}}};
  expect_same_bytes_from_shards(config);
}

TEST(Merge, LeavesEmptyWhatIsMissing) {
  const TempDir dir;
  run_shard(Probe(), {1, 2}, dir / "1");
  const Merged merged = merge_stores({dir / "1"});
  for (std::size_t t = 0; t < merged.trials.size(); ++t) {
    EXPECT_EQ(merged.records[t].empty(), t % 2 == 1) << merged.trials[t].key;
  }
}

TEST(Merge, RefusesPartsOfDifferentExperiments) {
  const TempDir dir;
  run_shard(Probe(), {1, 2}, dir / "1");
  ordered_json config = probe_config();
  config["training"]["batch"] = 9;
  run_shard(Probe(config), {2, 2}, dir / "2");
  EXPECT_THAT(refusal<InputError>({dir / "1", dir / "2"}),
              HasSubstr("do not belong together: experiment.training.batch is 8 in one, 9 in"));
}

TEST(Merge, RefusesPartsOfDifferentBuilds) {
  const TempDir dir;
  for (const char* part : {"1", "2"}) {
    run_shard(Probe(), {1, 1}, dir / part);
    Store store(dir / part, Store::Mode::kResume);
    StoreContents contents = store.contents();
    contents.signatures["mmoe"] = part;
    store.set_contents(contents);
  }
  EXPECT_THAT(refusal<InputError>({dir / "1", dir / "2"}),
              HasSubstr("signatures.mmoe is \"1\" in one"));
}

TEST(Merge, ReportsDifferentResultsOfOneTrial) {
  const TempDir dir;
  const Probe probe;
  run_shard(Probe(), {1, 1}, dir / "1");
  StoreContents contents;
  ordered_json record;
  std::string identity;
  {
    Store store(dir / "1", Store::Mode::kRead);
    contents = store.contents();
    identity = trial_identity(probe.experiment, probe.data, probe.trials[0], contents.signatures);
    record = ordered_json::parse(store.find(identity).value());
  }
  record["seconds"] = 99.0;  // may differ
  {
    Store store(dir / "2", Store::Mode::kResume);
    store.set_contents(contents);
    store.put(identity, record.dump());
  }
  EXPECT_NO_THROW(merge_stores({dir / "1", dir / "2"}));
  record["objective"] = 99.0;  // may not
  {
    Store store(dir / "2", Store::Mode::kFresh);
    store.set_contents(contents);
    store.put(identity, record.dump());
  }
  EXPECT_THAT(refusal<RunError>({dir / "1", dir / "2"}), HasSubstr(probe.trials[0].key));
}

TEST(Merge, KeepsTheFullerOfTwoRecordsWhereOneIsOfBeforeAMetricWasKnown) {
  const TempDir dir;
  const Probe probe;
  run_shard(Probe(), {1, 1}, dir / "new");
  StoreContents contents;
  ordered_json record;
  std::string identity;
  {
    Store store(dir / "new", Store::Mode::kRead);
    contents = store.contents();
    identity = trial_identity(probe.experiment, probe.data, probe.trials[0], contents.signatures);
    record = ordered_json::parse(store.find(identity).value());
  }
  const std::size_t all = record["metrics"].size();
  record["metrics"].erase(1);
  const auto put_old = [&](Store::Mode mode) {
    Store store(dir / "old", mode);
    store.set_contents(contents);
    store.put(identity, record.dump());
  };
  put_old(Store::Mode::kResume);
  for (const auto& order :
       {std::vector{dir / "new", dir / "old"}, std::vector{dir / "old", dir / "new"}}) {
    EXPECT_EQ(read_record(merge_stores({order[0], order[1]}).records[0]).metrics.size(), all);
  }
  record["metrics"][0]["value"] = 99.0;
  put_old(Store::Mode::kFresh);
  EXPECT_THAT(refusal<RunError>({dir / "old", dir / "new"}), HasSubstr(probe.trials[0].key));
}

TEST(Shard, PartsAreAllTrialsOnce) {
  const Probe probe(probe_config(3));
  std::multiset<std::string> keys, expected;
  for (const Trial& trial : probe.trials) expected.insert(trial.key);
  for (std::size_t i = 1; i <= 7; ++i) {
    for (const Trial& trial : take_shard(probe.trials, {i, 7})) keys.insert(trial.key);
  }
  EXPECT_EQ(keys, expected);
}

TEST(Shard, ReadsIndexAndCount) {
  EXPECT_EQ(parse_shard("3/16").index, 3U);
  EXPECT_EQ(parse_shard("3/16").count, 16U);
  for (const char* bad : {"", "3", "3/", "/3", "0/3", "4/3", "1/3x", "-1/3", "1/3/5", " 1/3"}) {
    EXPECT_THROW(parse_shard(bad), InputError) << bad;
  }
}

}  // namespace
}  // namespace mmoe::testing
