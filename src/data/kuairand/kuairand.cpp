// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/kuairand.h"

#include "base/error.h"
#include "base/folders.h"
#include "base/interrupt.h"
#include "data/epoch_order.h"
#include "data/kuairand/describe.h"
#include "math/random.h"

namespace mmoe {
namespace {

class KuaiDraw : public DataDraw {
 public:
  KuaiDraw(const KuaiLog& log, const KuaiInputs& inputs, const DataSet::DrawKey& key)
      : log_(log), inputs_(inputs), key_(key) {
    fill(KuaiPart::kValidation, validation_);
    fill(KuaiPart::kTest, test_);
    facts_ = facts_of(KuaiPart::kTest);
    if (log.part(KuaiPart::kRandom).empty()) return;
    further_.push_back({.name = kRandomExposures, .facts = facts_of(KuaiPart::kRandom)});
    fill(KuaiPart::kRandom, further_.back().examples);
  }

  void training_batch(std::int64_t step, Batch<float>& out) const override {
    const auto& rows = log_.part(KuaiPart::kTrain);
    const auto batch = static_cast<std::uint64_t>(key_.batch);
    EpochOrder order({key_.seed, Purpose::kShuffle, key_.run}, rows.size(),
                     static_cast<std::uint64_t>(step) * batch);
    KuaiInputs::resize(key_.batch, out);
    for (std::uint64_t b = 0; b < batch; ++b) {
      inputs_.add(log_.row(rows[order(b)]), static_cast<Index>(b), out);
    }
  }
  const Batch<float>& validation() const override { return validation_; }
  const Batch<float>& test() const override { return test_; }
  const ExampleFacts& test_facts() const override { return facts_; }
  std::span<const FurtherTest> further_tests() const override { return further_; }

 private:
  void fill(KuaiPart part, Batch<float>& out) const {
    if (interrupted()) throw Interrupted();
    const auto& rows = log_.part(part);
    KuaiInputs::resize(std::ssize(rows), out);
    for (std::size_t b = 0; b < rows.size(); ++b) {
      inputs_.add(log_.row(rows[b]), static_cast<Index>(b), out);
    }
  }

  ExampleFacts facts_of(KuaiPart part) const {
    ExampleFacts facts;
    for (const std::uint32_t row : log_.part(part)) facts.groups.push_back(log_.row(row).user());
    return facts;
  }

  const KuaiLog& log_;
  const KuaiInputs& inputs_;
  const DataSet::DrawKey key_;
  Batch<float> validation_, test_;
  ExampleFacts facts_;  // of test_
  std::vector<FurtherTest> further_;
};

KuaiImport import_of(const KuaiOptions& options, const KuaiDataSet::Folders& folders) {
  const KuaiEdition edition = kuai_edition(options.edition);
  return {.edition = edition,
          .source = find_kuai_source(edition, folders.data),
          .users = options.users,
          .folder = folders.cache};
}

KuaiInputs learn_inputs(const KuaiOptions& options, const KuaiLog& log) {
  return {{.min_rows = options.min_rows,
           .buckets = options.hash_buckets,
           .width = options.embedding_width},
          [&](const std::function<void(const KuaiRow&)>& visit) {
            for (const std::uint32_t row : log.part(KuaiPart::kTrain)) visit(log.row(row));
          }};
}

}  // namespace

Fields KuaiOptions::fields() {
  Fields f;
  f.add("edition", edition, "edition of KuaiRand: of 1,000 users, or of 27,285", {"1k", "27k"});
  f.add("users", users, "share of users whose rows are read", {1e-6, 1});
  f.add("min_rows", min_rows, "training rows from which on an id has an embedding of its own",
        {1, 1e9});
  f.add("hash_buckets", hash_buckets,
        "embeddings that all other users, videos, authors and tags share, per table", {1, 1e8});
  f.add("embedding_width", embedding_width, "numbers per id in each embedding table", {1, 4096});
  return f;
}

KuaiOptions read_kuai_options(const nlohmann::json& json, const std::string& where) {
  KuaiOptions options;
  options.fields().read(json, where);
  return options;
}

KuaiDataSet::KuaiDataSet(const KuaiOptions& options, const Folders& folders)
    : options_(options), log_(import_of(options, folders)), inputs_(learn_inputs(options, log_)) {}

std::vector<Setting> KuaiDataSet::settings() const { return {{{"edition", options_.edition}}}; }

Problem KuaiDataSet::problem(std::size_t /*setting*/) const {
  Problem problem{
      .dense_inputs = std::ssize(kKuaiNumbers), .tasks = {}, .embedded = inputs_.embedded()};
  for (const Index ids : problem.embedded.vocabularies) problem.sparse_inputs += ids;
  for (const char* task : kKuaiTasks) problem.tasks.push_back({task, TaskKind::kBinary});
  return problem;
}

nlohmann::ordered_json KuaiDataSet::identity(std::size_t /*setting*/) const {
  KuaiOptions copy = options_;  // fields() binds mutable members
  return {{"kuairand", copy.fields().write()}, {"rows_sha256", log_.sha256()}};
}

std::unique_ptr<DataDraw> KuaiDataSet::open(const DrawKey& key) const {
  return std::make_unique<KuaiDraw>(log_, inputs_, key);
}

nlohmann::ordered_json KuaiDataSet::describe() const {
  KuaiOptions copy = options_;
  nlohmann::ordered_json description = {{"name", "kuairand"}, {"options", copy.fields().write()}};
  description.update(describe_kuairand(log_, inputs_));
  return description;
}

std::filesystem::path kuai_cache_dir() { return user_cache_dir() / "kuairand"; }

}  // namespace mmoe
