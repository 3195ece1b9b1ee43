// SPDX-License-Identifier: Apache-2.0
// The record of a finished trial: a row of a store, and a member of "trials" in a result file (see
// results/schema/result-1.schema.json). It is JSON only there; everything in between takes the
// struct.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace mmoe {

/// A number per point; empty if the file says null.
using Series = std::vector<std::optional<double>>;
/// Mean gate weights by task and expert, [K][n]; NaN if the file says null.
using Gates = std::vector<std::vector<double>>;

struct TaskCurve {
  std::string task;
  Series training_loss, validation_loss;  // one per step of TrialCurve::step
  Series validation_auc = {};             // likewise; empty for a regression task
};

struct TrialCurve {
  std::vector<std::int64_t> step;
  std::vector<TaskCurve> tasks;
  std::vector<Gates> gates;  // one per step; empty for models without gates
};

struct TrialMetric {
  std::string task, metric, split;
  std::optional<double> value;
};

/// What each block of test rows adds to a task's AUC on the test set (statistics/row_blocks.h).
struct AucBlocks {
  std::string task;
  std::vector<double> blocks;
};

/// What two ways of dividing test rows into blocks are called: rows in turn, and whole groups.
inline constexpr const char* kOfRows = "rows";
inline constexpr const char* kOfGroups = "groups";

/// The same of AUC or R^2 where test rows have groups, such as users (experiment/trials/groups.h).
struct TestBlocks {
  std::string task, metric, of;
  std::vector<double> blocks;
};

/// A task's reliability on the test set: by bins of equal count (math/calibration.h), the mean
/// probability and the rate of positives.
struct Reliability {
  std::string task;
  std::vector<double> predicted, observed;
};

struct TrialRecord {
  std::string key = {}, model = {};
  nlohmann::ordered_json setting = {};
  double learning_rate = 0;
  std::int64_t run = 0;
  std::uint64_t seed = 0;
  bool ok = true;  // false: diverged
  std::optional<std::int64_t> diverged_at = {};
  std::optional<double> objective = {};  // on validation data, smaller is better; empty if diverged
  std::vector<std::int64_t> selected_step = {};  // one per task; empty if diverged
  std::vector<TrialMetric> metrics = {};
  Gates gates = {};  // on the test set; empty for models without gates
  TrialCurve curve = {};
  std::vector<AucBlocks> auc_blocks = {};  // empty unless runs draw their test rows from one file
  // Empty unless test rows have groups:
  std::vector<TestBlocks> test_blocks = {};
  std::vector<Reliability> reliability = {};
  std::vector<Gates> gate_deciles = {};  // 10 % to 90 % of the gate weights on the test set
  double seconds = 0;

  const char* status() const { return ok ? "ok" : "diverged"; }
};

/// Numbers that are not finite are null. Throws nlohmann::json::exception where a member is missing
/// or of another type.
void to_json(nlohmann::ordered_json& json, const TrialRecord& record);
void from_json(const nlohmann::ordered_json& json, TrialRecord& record);

/// Writes a record as one line of text, and reads it back. An experiment may have many thousand, so
/// reading throws Interrupted after Ctrl-C.
std::string record_text(const TrialRecord& record);
TrialRecord read_record(const std::string& text);
std::vector<TrialRecord> read_records(const std::vector<std::string>& texts);

}  // namespace mmoe
