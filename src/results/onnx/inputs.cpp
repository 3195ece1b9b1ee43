// SPDX-License-Identifier: Apache-2.0
#include "results/onnx/inputs.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "base/error.h"
#include "results/onnx/number.h"

namespace mmoe {
namespace {

/// Numbers the categories; what stands for a missing value comes before a category of that name.
OnnxValue look_up(OnnxGraph& graph, const OnnxValue& texts, const CategoryVocabulary& vocabulary,
                  const std::vector<std::string>& missing) {
  const auto names = std::ssize(vocabulary.names);
  const std::int64_t none = vocabulary.width();
  std::map<std::string, std::int64_t> number_of;
  for (const std::string& word : missing) {
    number_of.emplace(word, vocabulary.missing ? none - 1 : none);
  }
  for (std::int64_t i = 0; i < names; ++i) {
    number_of.emplace(vocabulary.names[static_cast<std::size_t>(i)], i);
  }
  std::vector<std::string> keys;
  std::vector<std::int64_t> values;
  for (const auto& [name, number] : number_of) {
    keys.push_back(name);
    values.push_back(number);
  }
  return graph.node("LabelEncoder", {texts},
                    {{"keys_strings", keys},
                     {"values_int64s", values},
                     {"default_int64", vocabulary.rare.empty() ? none : std::int64_t{names}}});
}

/// Leaves of equal numbers in a row the first.
OnnxValue each_once(OnnxGraph& graph, const OnnxValue& set, std::int64_t none) {
  const auto unsqueeze = [&](std::int64_t axis) {
    return graph.node("Unsqueeze", {set, graph.integers({axis})});
  };
  const OnnxValue equal = graph.cast(graph.node("Equal", {unsqueeze(2), unsqueeze(1)}),
                                     OnnxType::kInt64);  // [N x m x m]
  const std::int64_t below = -1;
  const OnnxValue earlier =
      graph.node("Trilu", {equal, graph.constant(std::span(&below, 1), {})}, {{"upper", 0}});
  const OnnxValue again = graph.node("Greater", {graph.sum(earlier, 2), graph.integers({0})});
  return graph.node("Where", {again, graph.integers({none}), set});
}

class InputNodes {
 public:
  InputNodes(OnnxGraph& graph, const TableEncoder& encoder) : graph_(graph), encoder_(encoder) {}

  OnnxInputs add_all() {
    OnnxInputs inputs;
    for (const ColumnEncoder& column : encoder_.columns) {
      if (column.dense() + column.sparse() == 0) continue;
      if (column.is_number()) {
        add_number(column, inputs);
      } else {
        inputs.sparse.push_back(
            {column.is_id() ? id(column) : categories(column), column.sparse()});
      }
    }
    if (!dense_.empty()) inputs.dense = graph_.concat(dense_);
    return inputs;
  }

 private:
  void add_number(const ColumnEncoder& column, OnnxInputs& inputs) {
    const OnnxValue x = graph_.input(column.column, OnnxType::kDouble, 1);
    const OnnxValue missing = graph_.node("IsNaN", {x});
    if (column.number.is_sparse()) {
      inputs.sparse.push_back({onnx_bin(graph_, column.number, x, missing), column.sparse()});
    } else {
      dense_.push_back(onnx_number(graph_, column.number, x, missing));
    }
    if (column.indicator) dense_.push_back(graph_.cast(missing, OnnxType::kFloat));
  }

  OnnxValue id(const ColumnEncoder& column) {
    const OnnxValue x = graph_.input(column.column, OnnxType::kInt64, 1);
    const OnnxValue none = graph_.integers({column.ids});
    const OnnxValue is_id = graph_.node(
        "And",
        {graph_.node("GreaterOrEqual", {x, graph_.integers({0})}), graph_.node("Less", {x, none})});
    return graph_.node("Where", {is_id, x, none});
  }

  OnnxValue categories(const ColumnEncoder& column) {
    const CategoryVocabulary& vocabulary = column.categories;
    if (vocabulary.hashed > 0) {
      throw InputError(
          fmt::format("column '{}': its categories are hashed, which ONNX has no operator for; "
                      "expected a model trained without \"hash_size\"",
                      column.column));
    }
    const bool several = !vocabulary.separator.empty();
    const OnnxLength columns =
        several ? OnnxLength(fmt::format("values of {}", column.column)) : OnnxLength(1);
    const OnnxValue texts = graph_.input(column.column, OnnxType::kString, columns);
    const std::vector<std::string> filling = {""};
    const OnnxValue set = look_up(graph_, texts, vocabulary, several ? filling : encoder_.missing);
    return several ? each_once(graph_, set, vocabulary.width()) : set;
  }

  OnnxGraph& graph_;
  const TableEncoder& encoder_;
  std::vector<OnnxValue> dense_;
};

}  // namespace

OnnxInputs onnx_inputs(OnnxGraph& graph, const TableEncoder& encoder) {
  return InputNodes(graph, encoder).add_all();
}

}  // namespace mmoe
