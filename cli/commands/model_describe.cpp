// SPDX-License-Identifier: Apache-2.0
// mmoe-bench model describe: what a model file holds.
#include <fmt/format.h>

#include <memory>
#include <string>

#include "base/count_text.h"
#include "base/read_file.h"
#include "command.h"
#include "data/table/label_encoder.h"
#include "report/tables/text_table.h"
#include "results/labels.h"
#include "results/model_file/problem_json.h"
#include "results/model_file/saved_model.h"
#include "standard_output.h"
#include "trained_text.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

struct DescribeModelRequest {
  std::string model;
  bool json = false;
};

ordered_json describe_blocks(const SavedModel& model) {
  ordered_json tensors = ordered_json::array();
  const auto network = model.network();
  for (const Block& block : network->layout().blocks()) {
    tensors.push_back({{"name", block.name}, {"shape", {block.rows, block.cols}}});
  }
  return tensors;
}

ordered_json describe_saved_model(const SavedModel& model) {
  return {{"format", "mmoe-bench-model"},
          {"version", SavedModel::kVersion},
          {"program", model.program},
          {"model", {{"name", model.entry->name}, {"options", model.options}}},
          {"problem", write_problem(model.problem)},
          {"encoder", write_encoder(model.rows.inputs)},
          {"labels", write_label_encoders(model.rows.labels)},
          {"trial", model.trial},
          {"tensors", describe_blocks(model)}};
}

std::string condition_text(const LabelEncoder& label) {
  if (label.at_least) return fmt::format(", 1 from {} on", *label.at_least);
  if (!label.in.empty()) return fmt::format(", 1 for {}", json_text(label.in, -1));
  if (!label.not_in.empty()) return fmt::format(", 1 for all but {}", json_text(label.not_in, -1));
  if (label.mean != 0 || label.sd != 1) {
    return fmt::format(", standardised by mean {:.6g} and sd {:.6g}", label.mean, label.sd);
  }
  return "";
}

std::string saved_tasks_text(const SavedModel& model, std::size_t width) {
  TextTable table({{"task", false}, {"kind", false}, {"label", false}});
  for (std::size_t k = 0; k < model.problem.tasks.size(); ++k) {
    const Task& task = model.problem.tasks[k];
    const LabelEncoder& label = model.rows.labels[k];
    table.add({task.name, task.kind == TaskKind::kBinary ? "binary" : "regression",
               fmt::format("column '{}'{}", label.column, condition_text(label))});
  }
  return "\n" + table.text(width);
}

/// "experts 8, expert [16], ...", which folds between options.
std::string options_text(const ordered_json& options) {
  std::string text;
  for (const auto& [name, value] : options.items()) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, json_text(value, -1));
  }
  return text.empty() ? "none" : text;
}

std::string input_columns_text(const TableEncoder& encoder, std::size_t width) {
  TextTable table({{"input column", false}, {"kind", false}, {"inputs"}});
  for (const ColumnEncoder& column : encoder.columns) {
    table.add({column.column, column.kind, std::to_string(column.dense() + column.sparse())});
  }
  return "\n" + table.text(width);
}

int run_describe_model(const DescribeModelRequest& request) {
  const SavedModel model = parse_model_file(read_whole_file(request.model), request.model);
  if (request.json) {
    print_json(describe_saved_model(model));
    return 0;
  }
  const auto network = model.network();
  const std::size_t width = table_width();
  print_text(fmt::format("{}: {} of {} parameters, saved by {}\noptions: {}\n", request.model,
                         model.entry->title, with_commas(network->layout().parameter_count()),
                         model.program, options_text(model.options)) +
             saved_tasks_text(model, width) + trained_text(model.trial, width) +
             input_columns_text(model.rows.inputs, width));
  return 0;
}

}  // namespace

void add_model_describe(CLI::App& model, Action& chosen) {
  CLI::App* command =
      model.add_subcommand("describe", "Show the model, tasks, columns and training of a file");
  const auto request = std::make_shared<DescribeModelRequest>();
  command->add_option("model", request->model, "A file that --save-models wrote")->required();
  command->add_flag("--json", request->json, "Print JSON");
  command->footer(
      "Example:\n  mmoe-bench model describe results/table/models/mmoe/table=mine.safetensors");
  command->callback(
      [request, &chosen] { chosen = [request] { return run_describe_model(*request); }; });
}

}  // namespace mmoe::cli
