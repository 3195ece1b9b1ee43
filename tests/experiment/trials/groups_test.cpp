// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/groups.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "experiment/trials/probe_experiment.h"
#include "math/random.h"
#include "statistics/row_blocks.h"

namespace mmoe {
namespace {

const Problem kOneTask{1, 0, {{"engaged", TaskKind::kBinary, true}}};

/// 4,000 rows of users who see 10 each; a model is better with some than with others.
struct UserRows {
  TrainingResult result;
  std::vector<std::int32_t> users;

  explicit UserRows(double in_common) {
    const Stream stream{7, Purpose::kTestNoise};
    std::vector<float> outputs, labels;
    for (std::uint64_t i = 0; i < 4000; ++i) {
      const bool positive = uniform_below(stream, 3 * i, 3) == 0;
      const double own = normal(stream, 3 * i + 1), shared = normal(stream, 3 * (i / 10 * 10) + 2);
      labels.push_back(positive ? 1.0F : 0.0F);
      const double skill = positive ? shared : -shared;  // of the model with this user
      outputs.push_back(static_cast<float>((positive ? 1 : 0) + in_common * skill +
                                           std::sqrt(1 - in_common * in_common) * own));
      users.push_back(static_cast<std::int32_t>(i / 10));
    }
    result.outputs = {outputs};
    result.labels = {labels};
  }

  TrialRecord record() const {
    TrialRecord record;
    add_what_groups_tell(result, kOneTask, users, record);
    return record;
  }
};

double variance_by_blocks(const TrialRecord& record, const std::string& metric,
                          const std::string& of) {
  for (const TestBlocks& blocks : record.test_blocks) {
    if (blocks.metric == metric && blocks.of == of) return block_variance(blocks.blocks);
  }
  throw std::logic_error("no blocks");
}

TEST(Groups, AreBlocksOfTheirOwnWhoseErrorsAreLarger) {
  const TrialRecord alike = UserRows(0.9).record();
  ASSERT_EQ(alike.test_blocks.size(), 4U);
  for (const TestBlocks& blocks : alike.test_blocks) {
    EXPECT_EQ(blocks.task, "engaged");
    ASSERT_EQ(blocks.blocks.size(), kRowBlocks);
    EXPECT_NEAR(std::accumulate(blocks.blocks.begin(), blocks.blocks.end(), 0.0), 0, 1e-7);
  }
  const TrialRecord apart = UserRows(0).record();
  for (const char* metric : {"auc", "r2"}) {
    EXPECT_GT(variance_by_blocks(alike, metric, "groups"),
              2 * variance_by_blocks(alike, metric, "rows"));
    const double ratio =
        variance_by_blocks(apart, metric, "groups") / variance_by_blocks(apart, metric, "rows");
    EXPECT_GT(ratio, 0.4)
        << metric;  // F of 49 and 49 degrees of freedom: 0.4 to 2.5 in 999 of 1000
    EXPECT_LT(ratio, 2.5) << metric;
  }
}

TEST(Groups, KeepReliabilityOfLabelledRowsAndDeciles) {
  UserRows rows(0);
  rows.result.labels[0][0] = std::numeric_limits<float>::quiet_NaN();
  rows.result.gate_deciles = {{{0.1, 0.2}, {0.3, 0.4}, {0.5, 0.6}}, {{0, 0.1}, {0, 0.2}, {0, 0.3}}};
  const TrialRecord record = rows.record();
  ASSERT_EQ(record.reliability.size(), 1U);
  EXPECT_EQ(record.reliability[0].predicted.size(), 20U);
  EXPECT_TRUE(std::ranges::is_sorted(record.reliability[0].predicted));
  ASSERT_EQ(record.gate_deciles.size(), 2U);
  EXPECT_EQ(record.gate_deciles[1], (Gates{{0.2, 0.4, 0.6}, {0.1, 0.2, 0.3}}));
  EXPECT_EQ(record_text(read_record(record_text(record))), record_text(record));
}

TEST(Groups, TellNothingWhereThereAreNone) {
  UserRows rows(0);
  rows.users.clear();
  const TrialRecord record = rows.record();
  EXPECT_TRUE(record.test_blocks.empty());
  EXPECT_TRUE(record.reliability.empty());
  const testing::Probe probe;  // synthetic data has none
  EXPECT_TRUE(probe.run(nullptr).front().test_blocks.empty());
}

}  // namespace
}  // namespace mmoe
