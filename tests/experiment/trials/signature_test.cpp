// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/signature.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "nn/initialise.h"
#include "without_avx512.h"

namespace mmoe {
namespace {

TEST(Signature, IsTheSameForAnyNumberOfThreadsAndEachTime) {
  const std::string signature = compute_signature(1);
  EXPECT_EQ(signature.size(), 64U);
  EXPECT_EQ(signature, compute_signature(4));
  EXPECT_EQ(model_signature(models()[0]), signature_of(signature_probe(models()[0]), 2));
}

/// Computes the signature of one model, of two runs only, which is quick.
Experiment small_probe() {
  Experiment probe = signature_probe(models().front());
  probe.models.resize(2);
  return probe;
}

#ifdef __AVX2__
// Every model, optimiser and kind of input: what wide vectors compute, narrow ones do to the bit.
TEST(Signature, IsTheSameForVectorsOfAnyWidth) {
  if (!has_avx512) GTEST_SKIP() << "this processor has no AVX-512";
  const std::string wide = compute_signature(1);
  const std::string narrow = testing::without_avx512([] { return compute_signature(1); });
  EXPECT_EQ(wide, narrow);
}
#endif

TEST(Signature, ChangesWithWhatIsComputed) {
  const std::string before = signature_of(small_probe(), 1);
  EXPECT_EQ(signature_of(small_probe(), 1), before);
  const std::vector<std::function<void(ModelSpec&)>> changes = {
      [](ModelSpec& spec) { spec.training.steps += 1; },
      [](ModelSpec& spec) { spec.training.batch += 1; },
      [](ModelSpec& spec) { spec.training.learning_rates = {0.011}; },
      [](ModelSpec& spec) { spec.training.optimiser.beta2 = 0.99; },
      [](ModelSpec& spec) { spec.options["activation"] = "tanh"; },
  };
  std::set<std::string> all = {before};
  for (const auto& change : changes) {
    Experiment probe = small_probe();
    change(probe.models[1]);
    all.insert(signature_of(probe, 1));
  }
  EXPECT_EQ(all.size(), changes.size() + 1);
}

TEST(Signature, OfAModelLeavesOthersAsTheyAre) {
  Experiment experiment = small_probe();
  const auto alone = model_signatures(experiment);
  experiment.models.push_back(signature_probe(models().back()).models.front());
  const auto both = model_signatures(experiment);
  EXPECT_EQ(alone.size(), 1U);
  EXPECT_EQ(both.size(), 2U);
  EXPECT_EQ(both.at(models().front().name), alone.at(models().front().name));
  EXPECT_NE(both.at(models().back().name), alone.at(models().front().name));
}

TEST(Signature, MeetsEveryModelOptimiserAndInitialisation) {
  std::set<std::string> names, optimisers, schemes;
  for (const ModelEntry& model : models()) {
    for (const ModelSpec& spec : signature_probe(model).models) {
      names.insert(spec.entry->name);
      optimisers.insert(spec.training.optimiser.name);
      schemes.insert(spec.training.initialisation);
    }
  }
  EXPECT_EQ(names.size(), models().size());
  EXPECT_EQ(optimisers.size(), 2U);
  EXPECT_EQ(schemes.size(), scheme_names().size());
}

}  // namespace
}  // namespace mmoe
