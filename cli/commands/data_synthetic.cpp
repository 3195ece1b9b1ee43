// SPDX-License-Identifier: Apache-2.0
// `data synthetic`: writes examples of the synthetic tasks as CSV, or prints their labels'
// correlations.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/count_text.h"
#include "base/error.h"
#include "base/interrupt.h"
#include "base/seed.h"
#include "command.h"
#include "data/synthetic/synthetic.h"
#include "generated_rows.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

struct Request {
  SyntheticOptions options;
  std::string matrix;        // "1,0.5;0.5,1"
  bool tasks_given = false;  // by --tasks
  std::int64_t rows = 1000;
  std::uint64_t seed = 1;
  std::string out;  // empty = standard output
  bool describe = false;
  bool json = false;
};

/// Parses the numbers of "1,0.5".
std::vector<double> parse_row(const std::string& text, std::size_t row) {
  std::vector<double> values;
  for (const std::string& number : CLI::detail::split(text, ',')) {
    double value = 0;
    if (!CLI::detail::lexical_cast(number, value)) {
      throw InputError(
          fmt::format("--matrix: found '{}' in row {}; expected a number", number, row));
    }
    values.push_back(value);
  }
  return values;
}

/// Parses the numbers of "1,0.5;0.5,1", row by row; the number of rows is that of tasks.
void parse_matrix(Request& request) {
  if (request.matrix.empty()) return;
  const std::vector<std::string> rows = CLI::detail::split(request.matrix, ';');
  const auto tasks = static_cast<std::int64_t>(rows.size());
  if (request.tasks_given && request.options.tasks != tasks) {
    throw InputError(fmt::format("--matrix: found {}; expected {}, the --tasks; ';' separates rows",
                                 counted(rows.size(), "row"), request.options.tasks));
  }
  request.options.tasks = tasks;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::vector<double> row = parse_row(rows[i], i + 1);
    if (row.size() != rows.size()) {
      throw InputError(
          fmt::format("--matrix: found {} in row {}; expected {}: as many as "
                      "rows, which ';' separates",
                      counted(row.size(), "number"), i + 1, rows.size()));
    }
    auto& all = request.options.correlation_matrix;
    all.insert(all.end(), row.begin(), row.end());
  }
}

void append_header(fmt::memory_buffer& text, const Batch<float>& batch) {
  const auto to = std::back_inserter(text);
  for (Index j = 1; j <= batch.dense.rows(); ++j) fmt::format_to(to, "x{},", j);
  for (Index k = 1; k <= batch.labels.rows(); ++k) {
    fmt::format_to(to, "y{}{}", k, k < batch.labels.rows() ? ',' : '\n');
  }
}

/// Appends the first `rows` examples, one per line; numbers have the fewest digits that read back
/// to the same value.
void append_rows(fmt::memory_buffer& text, const Batch<float>& batch, Index rows) {
  const auto to = std::back_inserter(text);
  for (Index b = 0; b < rows; ++b) {
    for (Index j = 0; j < batch.dense.rows(); ++j) fmt::format_to(to, "{},", batch.dense(j, b));
    for (Index k = 0; k < batch.labels.rows(); ++k) {
      fmt::format_to(to, "{}{}", batch.labels(k, b), k + 1 < batch.labels.rows() ? ',' : '\n');
    }
  }
}

/// Writes rows in blocks, so that any number of them takes little memory.
void write_rows(const Request& request, const SyntheticDataSet& data) {
  if (data.settings().size() != 1) {
    throw InputError(
        "data synthetic: rows have one correlation; give it by --cosine P, --pearson R or "
        "--matrix ROWS, or see several by --describe");
  }
  constexpr Index kBlock = 1024;
  const auto run = data.open({.setting = 0, .seed = request.seed, .run = 0, .batch = kBlock});
  RowsOutput output(request.out, kExamplesFile);
  Batch<float> batch;
  fmt::memory_buffer text;
  for (std::int64_t first = 0; first < request.rows; first += kBlock) {
    if (interrupted()) throw Interrupted();
    run->training_batch(first / kBlock, batch);
    text.clear();
    if (first == 0) append_header(text, batch);
    append_rows(text, batch, std::min<std::int64_t>(kBlock, request.rows - first));
    output.write(text);
  }
  output.commit();
}

void print_correlations(const nlohmann::ordered_json& about) {
  print_text(fmt::format("{} on {}; c {}, {}, noise {}; label variance {:.4f}\n\n",
                         counted(about["tasks"], "task"), counted(about["dimension"], "input"),
                         about["c"].dump(), counted(about["alpha"].size(), "sine"),
                         about["noise"].dump(), about["label_variance"].get<double>()));
  print_text(fmt::format("{:>6} {:>9} {:>9} {:>9} {:>9}   label correlations\n", "tasks", "cosine",
                         "target", "predicted", "measured"));
  for (const auto& point : about["points"]) {
    for (const auto& pair : point["pairs"]) {
      const auto& target = pair["target"];
      print_text(fmt::format("{:>6} {:>9.4f} {:>9} {:>9.4f} {:>9.4f}\n",
                             fmt::format("{},{}", pair["tasks"][0].dump(), pair["tasks"][1].dump()),
                             pair["cosine"].get<double>(),
                             target.is_null() ? "–" : fmt::format("{:.4f}", target.get<double>()),
                             pair["predicted"].get<double>(), pair["measured"].get<double>()));
    }
  }
}

int run_command(Request& request) {
  parse_matrix(request);
  const auto about = nlohmann::json(request.options.fields().write());
  std::optional<SyntheticDataSet> data;
  try {
    data.emplace(read_synthetic_options(about, "data"), request.seed);
  } catch (const FieldError& error) {
    if (error.path() != "data.correlation_matrix") throw as_flag(error);
    throw InputError("--matrix" + std::string(error.what()).substr(error.path().size()));
  }
  if (!request.describe || !request.out.empty()) write_rows(request, *data);
  if (!request.describe) return 0;
  const auto description = data->describe();
  if (request.json) {
    print_json(description);
  } else {
    print_correlations(description);
  }
  return 0;
}

}  // namespace

void add_data_synthetic(CLI::App& data, Action& chosen) {
  CLI::App* command = data.add_subcommand(
      "synthetic", "Write synthetic tasks with exactly controlled correlation as CSV");
  const auto request = std::make_shared<Request>();
  add_field_flags(*command, request->options.fields(), [](const std::string& name) {
    return name != "correlation_matrix" && !name.ends_with("_rows");
  });
  command->add_option("--matrix", request->matrix,
                      "All correlations, rows separated by ';': \"1,0.5;0.5,1\"; sets --tasks");
  command->add_option("--rows", request->rows, "Number of examples to write")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1} << 40))
      ->capture_default_str();
  command->add_option("--seed", request->seed, "Seed of all random numbers")
      ->check(CLI::Range(std::int64_t{0}, kLargestSeed))
      ->capture_default_str();
  command->add_option("--out", request->out, "Output file (default: standard output)");
  auto* describe = command->add_flag("--describe", request->describe,
                                     "Print correlations: requested, predicted, measured");
  command->add_flag("--json", request->json, "Print them as JSON")->needs(describe);
  command->footer(R"(Examples:
  mmoe-bench data synthetic --pearson 0.5 --rows 100000 --seed 1 --out x.csv
  mmoe-bench data synthetic --pearson=-0.1,0.1,0.3 --describe
  mmoe-bench data synthetic --matrix "1,0.5,0.2;0.5,1,0.3;0.2,0.3,1" --correlation-of labels --describe)");
  command->callback([command, request, &chosen] {
    request->tasks_given = command->count("--tasks") > 0;
    chosen = [request] { return run_command(*request); };
  });
}

}  // namespace mmoe::cli
