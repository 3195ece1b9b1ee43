// SPDX-License-Identifier: Apache-2.0
#include "results/trial_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "cli/run_cli.h"

namespace mmoe::testing {
namespace {

using ::testing::HasSubstr;

TrialRecord finished_trial() {
  TrialRecord record;
  record.key = "mmoe/cosine=0.5/run=1";
  record.model = "mmoe";
  record.setting = {{"cosine", 0.5}, {"group", "a,b"}};
  record.learning_rate = 0.001;
  record.run = 1;
  record.seed = 7;
  record.selected_step = {20, 10};
  record.metrics = {{"y1", "mse", "test", 0.1}, {"y2", "auc", "validation", std::nullopt}};
  record.curve.step = {0, 10};
  record.curve.tasks = {{"y1", {std::nullopt, 0.5}, {0.75, 0.25}},
                        {"y2", {std::nullopt, 0.4}, {0.7, 0.6}, {0.5, 0.625}}};
  return record;
}

TEST(TrialTables, HaveARowPerMetricAndPerPointOfACurve) {
  const TempDir dir;
  TrialRecord diverged = finished_trial();
  diverged.key = "mmoe/cosine=1/run=1";
  diverged.setting = {{"cosine", 1}};
  diverged.ok = false;
  diverged.metrics.clear();
  diverged.selected_step.clear();
  diverged.curve = {};
  write_trial_tables(dir / "made.json", std::vector{finished_trial(), diverged});
  EXPECT_EQ(read_file(dir / "made.trials.csv"),
            "key,model,learning_rate,run,seed,status,task,split,metric,value,selected_step,"
            "setting.cosine,setting.group\n"
            "mmoe/cosine=0.5/run=1,mmoe,0.001,1,7,ok,y1,test,mse,0.1,20,0.5,\"a,b\"\n"
            "mmoe/cosine=0.5/run=1,mmoe,0.001,1,7,ok,y2,validation,auc,,10,0.5,\"a,b\"\n"
            "mmoe/cosine=1/run=1,mmoe,0.001,1,7,diverged,,,,,,1,\n");
  EXPECT_EQ(read_file(dir / "made.curves.csv"),
            "key,model,learning_rate,run,step,task,training_loss,validation_loss,validation_auc,"
            "setting.cosine,setting.group\n"
            "mmoe/cosine=0.5/run=1,mmoe,0.001,1,0,y1,,0.75,,0.5,\"a,b\"\n"
            "mmoe/cosine=0.5/run=1,mmoe,0.001,1,0,y2,,0.7,0.5,0.5,\"a,b\"\n"
            "mmoe/cosine=0.5/run=1,mmoe,0.001,1,10,y1,0.5,0.25,,0.5,\"a,b\"\n"
            "mmoe/cosine=0.5/run=1,mmoe,0.001,1,10,y2,0.4,0.6,0.625,0.5,\"a,b\"\n");
}

TEST(TrialTables, ReplaceOnlyTablesOfTheirKind) {
  const TempDir dir;
  EXPECT_NO_THROW(check_trial_tables(dir / "made.json"));
  write_trial_tables(dir / "made.json", std::vector{finished_trial()});
  EXPECT_NO_THROW(check_trial_tables(dir / "made.json"));
  write_file(dir / "made.curves.csv", "mine,too\n");
  EXPECT_THAT([&] { check_trial_tables(dir / "made.json"); },
              ::testing::ThrowsMessage<InputError>(HasSubstr("made.curves.csv")));
}

}  // namespace
}  // namespace mmoe::testing
