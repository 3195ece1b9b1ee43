// SPDX-License-Identifier: Apache-2.0
// A model file is read as it was written, and each way of damaging it has a message of its own.
#include "results/model_file/saved_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "base/json_file.h"
#include "base/output_kind.h"
#include "data/census/census_fixture.h"
#include "data/synthetic/synthetic.h"
#include "results/model_file/kept_model.h"
#include "results/model_file/problem_json.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

/// Two inputs and one expert: a file of about 3 KB.
SavedModel tiny_model() {
  SyntheticOptions options;
  options.dimension = 2;
  options.cosine = {0.5};
  const SyntheticDataSet data(options, 1);
  const ModelEntry& entry = find_model("mmoe", "model");
  SavedModel model{
      .entry = &entry,
      .options = entry.resolve({{"experts", 1}, {"expert", {2}}, {"tower", {2}}}, "mmoe"),
      .problem = data.problem(0),
      .rows = row_form_of(data, 0),
      .trial = {{"seed", 7}},
      .theta = {}};
  const auto network = model.network();
  model.theta = Vector<float>::Zero(network->layout().size());
  MutableView<float> theta(model.theta.data(), model.theta.size());
  float value = 0;
  for (const Block& block : network->layout().blocks()) {
    auto matrix = weights<float>(theta, block);
    for (Index row = 0; row < block.rows; ++row) {
      for (Index col = 0; col < block.cols; ++col) matrix(row, col) = value += 0.1F;
    }
  }
  return model;
}

std::string refusal_of_model(const std::string& bytes) {
  return input_error([&] { parse_model_file(bytes, "m"); });
}

/// The file with its content changed and signed again, as a program with a fault would write it.
std::string resigned(const std::function<void(Safetensors&)>& change) {
  Safetensors file = parse_safetensors(model_file_bytes(tiny_model()), "m");
  change(file);
  sign_model(file);
  return safetensors_bytes(file);
}

/// The same with a text of the metadata changed.
std::string with_metadata(const std::string& key,
                          const std::function<std::string(std::string)>& f) {
  return resigned([&](Safetensors& file) {
    for (auto& [name, text] : file.metadata) {
      if (name == key) text = f(text);
    }
  });
}

/// The same with one member of the JSON in it changed.
std::string with_member(const std::string& key, const std::string& pointer, ordered_json value) {
  return with_metadata(key, [&](const std::string& text) {
    ordered_json json = ordered_json::parse(text);
    json[ordered_json::json_pointer(pointer)] = std::move(value);
    return json.dump();
  });
}

TEST(SavedModelTest, IsReadAsItWasWritten) {
  const SavedModel model = tiny_model();
  const SavedModel again = parse_model_file(model_file_bytes(model), "m");
  EXPECT_EQ(again.entry, model.entry);
  EXPECT_EQ(again.options, model.options);
  EXPECT_EQ(again.trial, model.trial);
  EXPECT_EQ(write_problem(again.problem), write_problem(model.problem));
  EXPECT_EQ(write_encoder(again.rows.inputs), write_encoder(model.rows.inputs));
  EXPECT_EQ(again.rows.labels[1].column, "y2");
  EXPECT_EQ(again.theta, model.theta);
  EXPECT_EQ(model_file_bytes(again), model_file_bytes(model));
}

TEST(SavedModelTest, BeginsWithItsKind) {
  const std::string bytes = model_file_bytes(tiny_model());
  EXPECT_LT(bytes.find(kModelFile.mark), 100U);
}

// Row after row, as Python reads them: first experts' weights [units x inputs].
TEST(SavedModelTest, HasTensorsInRowMajorOrder) {
  const Safetensors file = parse_safetensors(model_file_bytes(tiny_model()), "m");
  float value = 0;
  for (const Tensor& tensor : file.tensors) {
    for (const float found : tensor.values) EXPECT_EQ(found, value += 0.1F) << tensor.name;
  }
  EXPECT_GT(value, 1);
}

TEST(SavedModelTest, CutAnywhereIsRefused) {
  const std::string bytes = model_file_bytes(tiny_model());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_THAT(refusal_of_model(bytes.substr(0, length)),
                HasSubstr(length < 8 ? "expected a safetensors file" : "the file ends after"))
        << length;
  }
}

TEST(SavedModelTest, ChangedAnywhereIsRefused) {
  const std::string bytes = model_file_bytes(tiny_model());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] ^= 1;
    // A letter's bit may make a capital of a hexadecimal digit, but no valid file.
    EXPECT_NE(refusal_of_model(changed), "(no InputError)") << at << ": " << changed[at];
  }
  std::string data = bytes;
  data.back() ^= 1;
  EXPECT_THAT(refusal_of_model(data), HasSubstr("its checksum is not that of its content"));
}

TEST(SavedModelTest, EachFaultHasItsMessage) {
  EXPECT_EQ(refusal_of_model(resigned([](Safetensors&) {})), "(no InputError)");
  EXPECT_THAT(refusal_of_model(safetensors_bytes({.metadata = {{"format", "pt"}}, .tensors = {}})),
              HasSubstr("a safetensors file of another program"));
  EXPECT_THAT(refusal_of_model(safetensors_bytes({})), HasSubstr("of another program"));
  EXPECT_THAT(refusal_of_model(with_metadata("version", [](auto) { return "2"; })),
              HasSubstr("found version '2' of the format; this program, mmoe-bench"));
  EXPECT_THAT(refusal_of_model(resigned([](Safetensors& file) {
                std::erase_if(file.metadata, [](const auto& e) { return e.first == "encoder"; });
              })),
              HasSubstr("the metadata lack 'encoder'"));
  EXPECT_THAT(refusal_of_model(with_metadata("problem", [](auto) { return "{,}"; })),
              HasSubstr("m (problem):1"));
  EXPECT_THAT(refusal_of_model(resigned([](Safetensors& file) { file.tensors.pop_back(); })),
              HasSubstr("tensors; expected"));
  EXPECT_THAT(refusal_of_model(resigned([](Safetensors& file) { file.tensors[0].name = "x"; })),
              HasSubstr("there is no tensor"));
  EXPECT_THAT(refusal_of_model(resigned([](Safetensors& file) {
                file.tensors[0].shape = {1, std::ssize(file.tensors[0].values)};
              })),
              HasSubstr("expected 2 x 2"));
}

TEST(SavedModelTest, EachFaultOfTheDescriptionHasItsMessage) {
  const auto refusal = [](const char* key, const char* pointer, const ordered_json& value) {
    return refusal_of_model(with_member(key, pointer, value));
  };
  EXPECT_THAT(refusal("model", "/name", "mmo"), HasSubstr("did you mean 'mmoe'?"));
  EXPECT_THAT(refusal("model", "/name", 3), HasSubstr("expected an object with name and options"));
  EXPECT_THAT(refusal("model", "/options/experts", 0), HasSubstr("model.options.experts"));
  EXPECT_THAT(refusal("model", "/options/experts", 2), HasSubstr("tensors; expected"));
  EXPECT_THAT(refusal("problem", "/tasks", ordered_json::array()), HasSubstr("at least one"));
  EXPECT_THAT(refusal("problem", "/tasks/0/kind", "rank"), HasSubstr("problem.tasks[0].kind"));
  EXPECT_THAT(refusal("problem", "/dense_inputs", 3),
              HasSubstr("encoder: gives 2 dense and 0 sparse inputs; expected 3 and 0"));
  EXPECT_THAT(refusal("problem", "/sparse_inputs", -1), HasSubstr("problem.sparse_inputs"));
  EXPECT_THAT(refusal("problem", "/vocabularies", {2}), HasSubstr("problem.vocabularies"));
  EXPECT_THAT(refusal("problem", "/sparse_groups", {0}), HasSubstr("problem.sparse_groups"));
  EXPECT_THAT(refusal("encoder", "/columns/0/kind", "text"), HasSubstr("encoder.columns[0].kind"));
  EXPECT_THAT(refusal("encoder", "/columns/1/column", "x1"), HasSubstr("found 'x1' twice"));
  EXPECT_THAT(refusal("encoder", "/columns/0/indicator", true),
              HasSubstr("encoder: gives 3 dense"));
  EXPECT_THAT(refusal("labels", "/0/sd", 0), HasSubstr("labels[0].sd"));
  EXPECT_THAT(refusal("labels", "/0/at_least", "x"), HasSubstr("labels[0].at_least"));
  EXPECT_THAT(refusal("labels", "/2", ordered_json::object()),
              HasSubstr("labels: expected a list with an entry for each task"));
}

TEST(ProblemJsonTest, AGroupBeyondAllInputsIsRefused) {
  ordered_json json = write_problem({.dense_inputs = 0,
                                     .sparse_inputs = 1,
                                     .tasks = {{"a", TaskKind::kBinary}},
                                     .sparse_groups = {0}});
  json["sparse_groups"] = {2147483647};
  EXPECT_THAT(input_error([&] { read_problem(json, "p"); }), HasSubstr("p.sparse_groups"));
}

TEST(ProblemJsonTest, IsReadAsItWasWritten) {
  const Problem problem{
      .dense_inputs = 3,
      .sparse_inputs = 9,
      .tasks = {{"a", TaskKind::kBinary, true}, {"b", TaskKind::kRegression}},
      .embedded = {.width = 2, .vocabularies = {4, 4, 1}, .tables = {0, 0, 1}, .widths = {2, 2, 5}},
      .sparse_groups = {0, 0, 0, 0, 1, 1, 1, 1, 2}};
  const ordered_json json = write_problem(problem);
  const Problem again = read_problem(ordered_json::parse(json.dump()), "problem");
  EXPECT_EQ(write_problem(again), json);
  EXPECT_TRUE(again.tasks[0].partly_labelled);
  EXPECT_EQ(again.embedded.tables, problem.embedded.tables);
  EXPECT_EQ(again.embedded.widths, problem.embedded.widths);
  const auto refusal = [&](const char* pointer, const ordered_json& value) {
    ordered_json changed = json;
    changed[ordered_json::json_pointer(pointer)] = value;
    return input_error([&] { read_problem(changed, "problem"); });
  };
  EXPECT_THAT(refusal("/tables", {0, 0}), HasSubstr("expected a table for each field"));
  EXPECT_THAT(refusal("/tables", {0, 2, 1}), HasSubstr("found table 2 for field 1"));
  EXPECT_THAT(refusal("/tables", {0, 1, 0}), HasSubstr("found table 0 for field 2"));
  EXPECT_THAT(refusal("/embedding_widths", {2, 2}), HasSubstr("expected a number for each"));
  EXPECT_THAT(refusal("/embedding_widths", {2, 3, 5}),
              HasSubstr("found 2 and 3 for fields 0 and 1 of one table"));
  EXPECT_THAT(refusal("/embedding_width", 0), HasSubstr("expected as many categories"));
}

}  // namespace
}  // namespace mmoe::testing
