// SPDX-License-Identifier: Apache-2.0
// mmoe-bench predict: what a saved model makes of rows of a table.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

#include "base/count_text.h"
#include "base/csv_text.h"
#include "base/log.h"
#include "base/read_file.h"
#include "command.h"
#include "generated_rows.h"
#include "math/loss.h"
#include "results/model_file/row_metrics.h"

namespace mmoe::cli {
namespace {

struct PredictRequest {
  std::string model, rows, out, delimiter;
  bool logits = false, gates = false, labels = false, no_header = false;
};

/// Writes a line per row: its number from 1, each task's probability or value, and the weights of
/// its gate.
class PredictionLines {
 public:
  PredictionLines(const PredictRequest& request, const SavedModel& model)
      : request_(request), model_(model), out_(request.out, kRowPredictions) {}

  void write_header(const RowOutputs& first) {
    fmt::memory_buffer head;
    const auto to = std::back_inserter(head);
    fmt::format_to(to, "{}", kRowPredictions.mark.substr(0, kRowPredictions.mark.size() - 1));
    for (const Task& task : model_.problem.tasks) fmt::format_to(to, ",{}", csv_escaped(task.name));
    for (std::size_t k = 0; request_.gates && k < first.gates.size(); ++k) {
      for (Index i = 0; i < first.gates[k].rows(); ++i) {
        fmt::format_to(to, ",{}",
                       csv_escaped(fmt::format("gate_{}_{}", model_.problem.tasks[k].name, i)));
      }
    }
    head.push_back('\n');
    out_.write(head);
  }

  void add(const RowOutputs& outputs) {
    if (row_ == 0) write_header(outputs);
    fmt::memory_buffer text;
    for (std::size_t i = 0; i < outputs.outputs[0].size(); ++i) {
      fmt::format_to(std::back_inserter(text), "{}", ++row_);
      add_values(outputs, i, text);
      if (request_.gates) add_gates(outputs, static_cast<Index>(i), text);
      text.push_back('\n');
    }
    out_.write(text);
  }

  void commit() { out_.commit(); }

 private:
  void add_values(const RowOutputs& outputs, std::size_t i, fmt::memory_buffer& text) const {
    for (std::size_t k = 0; k < outputs.outputs.size(); ++k) {
      const float output = outputs.outputs[k][i];
      const auto to = std::back_inserter(text);
      if (request_.logits) {
        fmt::format_to(to, ",{}", output);
      } else if (model_.problem.tasks[k].kind == TaskKind::kBinary) {
        fmt::format_to(to, ",{}", sigmoid(static_cast<double>(output)));
      } else {
        fmt::format_to(to, ",{}", model_.rows.labels[k].unscaled(output));
      }
    }
  }

  static void add_gates(const RowOutputs& outputs, Index i, fmt::memory_buffer& text) {
    for (const Matrix<float>& gate : outputs.gates) {
      for (Index e = 0; e < gate.rows(); ++e) {
        fmt::format_to(std::back_inserter(text), ",{}", gate(e, i));
      }
    }
  }

  const PredictRequest& request_;
  const SavedModel& model_;
  RowsOutput out_;
  std::size_t row_ = 0;
};

void tell_counts(const SavedModel& model, const RowPredictor& predictor) {
  const auto& columns = model.rows.inputs.columns;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (const auto rows = predictor.unseen()[c]; rows > 0) {
      log_warning(fmt::format("column '{}': {} with a category that training lacked",
                              columns[c].column, counted(rows, "row")));
    }
    if (const auto rows = predictor.missing()[c]; rows > 0) {
      log_info(
          fmt::format("column '{}': {} without a value", columns[c].column, counted(rows, "row")));
    }
  }
}

void tell_metrics(const RowMetrics& metrics) {
  for (const MetricValue& value : metrics.values()) {
    tell(fmt::format("{} {}: {}\n", value.task, value.metric,
                     value.value ? fmt::format("{:.6g}", *value.value) : "undefined"));
  }
}

TableForm form_of(const PredictRequest& request, const TableEncoder& encoder) {
  if (request.no_header && encoder.names.empty()) {
    throw InputError(
        "--no-header: the files that the model was trained on have a header; expected rows with "
        "one");
  }
  const bool tab = request.delimiter == "tab";
  if (request.delimiter.size() > 1 && !tab) {
    throw InputError(
        fmt::format("--delimiter: found '{}'; expected one character, or tab", request.delimiter));
  }
  return {.paths = {request.rows == "-" ? "/dev/stdin" : request.rows},
          .delimiter = tab                         ? "\t"
                       : request.delimiter.empty() ? encoder.delimiter
                                                   : request.delimiter,
          .header = !request.no_header,
          .names = request.no_header ? encoder.names : std::vector<std::string>{},
          .missing = encoder.missing,
          .comment = encoder.comment};
}

/// What is to be read of a column; the number of a binary label is 0 or 1.
std::optional<TableColumnUse> use_of_rows(const SavedModel& model, const std::string& column,
                                          bool with_labels) {
  auto use = model.rows.use(column, with_labels);
  for (std::size_t k = 0; use && with_labels && k < model.rows.labels.size(); ++k) {
    const LabelEncoder& label = model.rows.labels[k];
    const bool is_class = model.problem.tasks[k].kind == TaskKind::kBinary && !label.by_value() &&
                          !label.at_least && label.column == column;
    use->binary = use->binary || is_class;
  }
  return use;
}

int run_predict(const PredictRequest& request) {
  const SavedModel model = parse_model_file(read_whole_file(request.model), request.model);
  RowPredictor predictor(model);
  if (request.gates && !predictor.has_gates()) {
    throw InputError(fmt::format("--gates: a model of type '{}' has none", model.entry->name));
  }
  const TableForm form = form_of(request, model.rows.inputs);
  if (!request.out.empty() && request.rows != "-") check_distinct(request.out, request.rows);
  PredictionLines lines(request, model);
  std::optional<RowMetrics> metrics;
  if (request.labels) metrics.emplace(model);
  const auto use = [&](const std::string& column) {
    return use_of_rows(model, column, request.labels);
  };
  read_table_blocks(
      form, use,
      {.begin =
           [&](const std::vector<std::string>& header) {
             check_has_columns(header, model.rows, request.labels, request.rows);
             const auto extra =
                 std::ranges::count_if(header, [&](const std::string& name) { return !use(name); });
             if (extra == 0) return;
             log_info(fmt::format("the model does not read {}", counted(extra, "column")));
           },
       .take =
           [&](const RawTable& rows) {
             const RowOutputs outputs = predictor.predict(rows);
             lines.add(outputs);
             if (metrics) metrics->add(rows, outputs);
           }});
  lines.commit();
  tell_counts(model, predictor);
  if (metrics) tell_metrics(*metrics);
  return 0;
}

}  // namespace

void add_predict(CLI::App& root, Action& chosen) {
  CLI::App* command = root.add_subcommand("predict", "Apply a saved model to rows of a table");
  const auto request = std::make_shared<PredictRequest>();
  command->add_option("model", request->model, "A file that --save-models wrote")->required();
  command->add_option("rows", request->rows, "CSV or TSV file with a header, or - for stdin")
      ->required();
  command->add_option("--out", request->out, "File to write (default: standard output)");
  command->add_flag("--logits", request->logits,
                    "Write outputs as they were learned: logits, standardised values");
  command->add_flag("--gates", request->gates, "Write the weights of each task's experts too");
  command->add_flag("--labels", request->labels, "Read labels too, and print metrics to stderr");
  command->add_flag("--no-header", request->no_header,
                    "The rows have no header, and the columns of the training files");
  command->add_option("--delimiter", request->delimiter,
                      "Between fields: a character, or tab (default: as in training)");
  command->footer(R"(Examples:
  mmoe-bench --exp table --set data.recipe=mine.json --save-models best
  mmoe-bench predict results/table/models/mmoe/table=mine.safetensors new.csv --out p.csv)");
  command->callback([request, &chosen] { chosen = [request] { return run_predict(*request); }; });
}

}  // namespace mmoe::cli
