// SPDX-License-Identifier: Apache-2.0
#include "experiment/store/data_snapshot.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

/// One setting with the problem that it is given.
class OneProblem : public DataDescription {
 public:
  explicit OneProblem(Problem problem) : problem_(std::move(problem)) {}
  std::vector<Setting> settings() const override { return {Setting{{"group", 1}}}; }
  Problem problem(std::size_t) const override { return problem_; }
  nlohmann::ordered_json identity(std::size_t) const override { return "it"; }
  nlohmann::ordered_json describe() const override { return {{"name", "one"}}; }

 private:
  Problem problem_;
};

TEST(DataSnapshot, GivesBackAProblemWithItsEmbeddedFields) {
  const std::vector<Task> tasks = {{"y1", TaskKind::kBinary}, {"y2", TaskKind::kRegression}};
  for (const EmbeddedFields& embedded : {EmbeddedFields{}, EmbeddedFields{4, {3, 2}},
                                         EmbeddedFields{4, {3, 3, 2}, {0, 0, 1}, {4, 4, 1}}}) {
    const DataSnapshot copy(write_description(OneProblem({7, 5, tasks, embedded})));
    const Problem problem = copy.problem(0);
    EXPECT_EQ(problem.dense_inputs, 7);
    EXPECT_EQ(problem.sparse_inputs, 5);
    EXPECT_EQ(problem.tasks[0].kind, TaskKind::kBinary);
    EXPECT_EQ(problem.tasks[1].name, "y2");
    EXPECT_EQ(problem.embedded.width, embedded.width);
    EXPECT_EQ(problem.embedded.vocabularies, embedded.vocabularies);
    EXPECT_EQ(problem.embedded.tables, embedded.tables);
    EXPECT_EQ(problem.embedded.widths, embedded.widths);
    EXPECT_EQ(copy.settings(), std::vector<Setting>({{{"group", 1}}}));
    EXPECT_EQ(copy.identity(0), "it");
    EXPECT_EQ(copy.describe()["name"], "one");
  }
}

}  // namespace
}  // namespace mmoe
