// SPDX-License-Identifier: Apache-2.0
#include "results/model_file/saved_model.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/json_file.h"
#include "base/sha256.h"
#include "base/version.h"
#include "results/model_file/problem_json.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr const char* kFormat = "mmoe-bench-model";
constexpr const char* kChecksum = "sha256";

/// Hashes everything but the checksum itself.
std::string checksum_of(const Safetensors& file) {
  Sha256 hash;
  const auto add = [&](const std::string& text) {
    hash.update(fmt::format("{} ", text.size()));
    hash.update(text);
  };
  for (const auto& [name, text] : file.metadata) {
    if (name == kChecksum) continue;
    add(name);
    add(text);
  }
  for (const Tensor& tensor : file.tensors) {
    add(tensor.name);
    update_values(hash, tensor.shape);
    update_values(hash, tensor.values);
  }
  return hash.hex();
}

using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Tensor tensor_of(const Block& block, const View<float>& theta) {
  const RowMajor matrix = weights<float>(theta, block);
  return {.name = block.name,
          .shape = {block.rows, block.cols},
          .values = {matrix.data(), matrix.data() + matrix.size()}};
}

std::vector<LabelEncoder> read_labels(const ordered_json& json, const Problem& problem) {
  if (!json.is_array() || std::ssize(json) != problem.task_count()) {
    throw FieldError("labels", "expected a list with an entry for each task");
  }
  std::vector<LabelEncoder> labels;
  for (std::size_t k = 0; k < json.size(); ++k) {
    labels.push_back(read_label_encoder(json[k], fmt::format("labels[{}]", k)));
  }
  return labels;
}

/// The encoder's inputs are those that the model reads.
void check_inputs_match(const SavedModel& model) {
  const Index dense = model.rows.inputs.dense();
  const Index sparse = model.rows.inputs.sparse();
  if (model.problem.dense_inputs == dense && model.problem.sparse_inputs == sparse) return;
  throw FieldError("encoder",
                   fmt::format("gives {} dense and {} sparse inputs; expected {} and {}", dense,
                               sparse, model.problem.dense_inputs, model.problem.sparse_inputs));
}

/// The parts of a file, with its name for messages.
class ModelFileReader {
 public:
  ModelFileReader(std::string_view bytes, const std::string& name)
      : name_(name), file_(parse_safetensors(bytes, name)) {}

  SavedModel read() const {
    check_format();
    SavedModel model;
    try {
      read_description(model);
    } catch (const FieldError& error) {
      fail(error.what());
    }
    read_weights(model);
    return model;
  }

 private:
  [[noreturn]] void fail(const std::string& problem) const {
    throw InputError(fmt::format("{}: {}", name_, problem));
  }

  const std::string* find(const char* key) const {
    const auto found =
        std::ranges::find(file_.metadata, key, [](const auto& e) { return e.first; });
    return found == file_.metadata.end() ? nullptr : &found->second;
  }

  const std::string& text(const char* key) const {
    const std::string* const found = find(key);
    if (found == nullptr) fail(fmt::format("the metadata lack '{}'", key));
    return *found;
  }

  ordered_json json(const char* key) const {
    return parse_json(text(key), fmt::format("{} ({})", name_, key)).value;
  }

  void check_format() const {
    if (const std::string* format = find("format"); format == nullptr || *format != kFormat) {
      fail(
          "it is a safetensors file of another program; expected one that `mmoe-bench --exp NAME "
          "--save-models best` wrote");
    }
    if (const std::string expected = fmt::format("{}", SavedModel::kVersion);
        text("version") != expected) {
      fail(
          fmt::format("found version '{}' of the format; this program, mmoe-bench {}, reads "
                      "version {}; expected a file of that version, or a newer program",
                      text("version"), build_info().version, expected));
    }
    if (text(kChecksum) != checksum_of(file_)) {
      fail("its checksum is not that of its content; the file is damaged or was changed");
    }
  }

  void read_description(SavedModel& model) const {
    const ordered_json configuration = json("model");
    if (!configuration.is_object() || !configuration.contains("name") ||
        !configuration["name"].is_string() || !configuration.contains("options")) {
      throw FieldError("model", "expected an object with name and options");
    }
    model.entry = &find_model(configuration["name"].get<std::string>(), "model.name");
    model.options = model.entry->resolve(configuration["options"], "model.options");
    model.problem = read_problem(json("problem"), "problem");
    model.rows.inputs = read_encoder(json("encoder"), "encoder");
    model.rows.labels = read_labels(json("labels"), model.problem);
    model.trial = json("trial");
    model.program = text("program");
    check_inputs_match(model);
  }

  const Tensor& tensor(const Block& block) const {
    const auto found = std::ranges::find(file_.tensors, block.name, &Tensor::name);
    if (found == file_.tensors.end()) fail(fmt::format("there is no tensor '{}'", block.name));
    if (found->shape != std::vector<std::int64_t>{block.rows, block.cols}) {
      fail(fmt::format("tensor '{}' is {}; expected {} x {}", block.name,
                       fmt::join(found->shape, " x "), block.rows, block.cols));
    }
    return *found;
  }

  void read_weights(SavedModel& model) const {
    const auto network = model.network();
    const auto& blocks = network->layout().blocks();
    if (blocks.size() != file_.tensors.size()) {
      fail(fmt::format("found {} tensors; expected {}", file_.tensors.size(), blocks.size()));
    }
    for (const Block& block : blocks) tensor(block);  // before as much memory is taken
    model.theta = Vector<float>::Zero(network->layout().size());
    MutableView<float> theta(model.theta.data(), model.theta.size());
    for (const Block& block : blocks) {
      weights<float>(theta, block) =
          Eigen::Map<const RowMajor>(tensor(block).values.data(), block.rows, block.cols);
    }
  }

  const std::string& name_;
  Safetensors file_;
};

}  // namespace

std::string model_file_bytes(const SavedModel& model) {
  const auto network = model.network();
  Safetensors file;
  file.metadata = {
      {"format", kFormat},
      {"version", fmt::format("{}", SavedModel::kVersion)},
      {"program", fmt::format("mmoe-bench {}", build_info().version)},
      {"model", json_text({{"name", model.entry->name}, {"options", model.options}}, -1)},
      {"problem", json_text(write_problem(model.problem), -1)},
      {"encoder", json_text(write_encoder(model.rows.inputs), -1)},
      {"labels", json_text(write_label_encoders(model.rows.labels), -1)},
      {"trial", json_text(model.trial, -1)}};
  const View<float> theta(model.theta.data(), model.theta.size());
  for (const Block& block : network->layout().blocks()) {
    file.tensors.push_back(tensor_of(block, theta));
  }
  sign_model(file);
  return safetensors_bytes(file);
}

void sign_model(Safetensors& file) {
  std::erase_if(file.metadata, [](const auto& entry) { return entry.first == kChecksum; });
  file.metadata.emplace_back(kChecksum, checksum_of(file));
}

SavedModel parse_model_file(std::string_view bytes, const std::string& name) {
  return ModelFileReader(bytes, name).read();
}

}  // namespace mmoe
