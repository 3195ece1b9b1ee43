// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/trial_record.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "interruptible.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr const char* kFinished =
    R"({"key":"mmoe/group=1/lr=0.001/run=3","model":"mmoe","setting":{"group":1},)"
    R"("learning_rate":0.001,"run":3,"seed":18446744073709551615,"status":"ok",)"
    R"("objective":-0.9712340000000002,"selected_step":[40,20],"metrics":[)"
    R"({"task":"income","metric":"auc","split":"test","value":0.1},)"
    R"({"task":"income","metric":"r2","split":"test","value":null}],)"
    R"("gates":[[0.25,0.75],[1.0,0.0]],"curve":{"step":[0,40],"tasks":[)"
    R"({"task":"income","training_loss":[null,0.5],"validation_loss":[0.75,0.123457],)"
    R"("validation_auc":[0.5,1e-07]},{"task":"y2","training_loss":[null,2.0],)"
    R"("validation_loss":[3.0,1e+20]}],"gates":[[[0.5,0.5],[0.5,null]],[[0.25,0.75],[1.0,0.0]]]},)"
    R"("auc_blocks":[{"task":"income","blocks":[1e-05,-1e-05]}],)"
    R"("test_blocks":[{"task":"income","metric":"r2","of":"groups","blocks":[0.5,-0.5]}],)"
    R"("reliability":[{"task":"income","predicted":[0.1],"observed":[0.25]}],)"
    R"("gate_deciles":[[[0.1,0.2],[0.3,0.4]]],"seconds":0.30000000000000004})";

constexpr const char* kDiverged =
    R"({"key":"omoe/cosine=0.5/lr=1.0/run=0","model":"omoe","setting":{},)"
    R"("learning_rate":1.0,"run":0,"seed":1,"status":"diverged","diverged_at":0,)"
    R"("objective":null,"selected_step":[],"metrics":[],)"
    R"("curve":{"step":[0],"tasks":[]},"seconds":0.0})";

constexpr const char* kNotOfAll[] = {"gates", "auc_blocks", "test_blocks", "reliability",
                                     "gate_deciles"};

TEST(TrialRecord, OfAStoreOrResultFileKeepsEveryByte) {
  for (const std::string text : {kFinished, kDiverged}) {
    EXPECT_EQ(record_text(read_record(text)), text);
  }
}

TEST(TrialRecord, HasWhatTheTextSays) {
  const TrialRecord record = read_record(kFinished);
  EXPECT_EQ(record.key, "mmoe/group=1/lr=0.001/run=3");
  EXPECT_EQ(record.model, "mmoe");
  EXPECT_EQ(record.setting, ordered_json({{"group", 1}}));
  EXPECT_EQ(record.run, 3);
  EXPECT_EQ(record.seed, std::numeric_limits<std::uint64_t>::max());
  EXPECT_TRUE(record.ok);
  EXPECT_FALSE(record.diverged_at);
  EXPECT_EQ(record.objective, -0.9712340000000002);
  EXPECT_THAT(record.selected_step, ::testing::ElementsAre(40, 20));
  EXPECT_EQ(record.metrics.at(0).value, 0.1);
  EXPECT_FALSE(record.metrics.at(1).value);
  EXPECT_EQ(record.curve.tasks.at(0).validation_auc.at(1), 1e-7);
  EXPECT_TRUE(record.curve.tasks.at(1).validation_auc.empty());
  EXPECT_FALSE(record.curve.tasks.at(1).training_loss.at(0));
  EXPECT_TRUE(std::isnan(record.curve.gates.at(0).at(1).at(1)));
  EXPECT_EQ(record.auc_blocks.at(0).task, "income");
  EXPECT_EQ(record.auc_blocks.at(0).blocks.at(1), -1e-5);
  EXPECT_TRUE(read_record(kDiverged).auc_blocks.empty());
  EXPECT_EQ(record.seconds, 0.30000000000000004);
  EXPECT_FALSE(read_record(kDiverged).ok);
  EXPECT_EQ(read_record(kDiverged).diverged_at, 0);
}

TEST(TrialRecord, WritesNumbersThatAreNotFiniteAsNull) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  TrialRecord record = read_record(kFinished);
  record.objective = std::numeric_limits<double>::infinity();
  record.metrics[0].value = nan;
  record.gates[0][0] = nan;
  record.curve.tasks[0].training_loss[1] = nan;
  const ordered_json json = record;
  EXPECT_TRUE(json["objective"].is_null());
  EXPECT_TRUE(json["metrics"][0]["value"].is_null());
  EXPECT_TRUE(json["gates"][0][0].is_null());
  EXPECT_TRUE(json["curve"]["tasks"][0]["training_loss"][1].is_null());
}

TEST(TrialRecord, WithoutAMemberIsNone) {
  const ordered_json whole = ordered_json::parse(kFinished);
  for (const auto& member : whole.items()) {
    if (std::ranges::find(kNotOfAll, member.key()) != std::end(kNotOfAll)) continue;
    ordered_json json = whole;
    json.erase(member.key());
    EXPECT_THROW(json.get<TrialRecord>(), nlohmann::json::exception) << member.key();
  }
}

TEST(TrialRecord, ReadingManyEndsAtCtrlC) {
  testing::expect_interruptible([] { read_records({kFinished}); });
}

}  // namespace
}  // namespace mmoe
