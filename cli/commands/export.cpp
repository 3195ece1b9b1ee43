// SPDX-License-Identifier: Apache-2.0
// mmoe-bench export: a saved model in a format that other programs run.
#include "results/onnx/export.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/read_file.h"
#include "command.h"

namespace mmoe::cli {
namespace {

struct ExportRequest {
  std::string model, onnx;
};

int run_export(const ExportRequest& request) {
  if (std::filesystem::path(request.onnx).extension() != ".onnx") {
    throw InputError(
        fmt::format("--onnx: found '{}'; expected a name that ends in .onnx", request.onnx));
  }
  check_replaceable(request.onnx, kOnnxFile);
  const SavedModel model = parse_model_file(read_whole_file(request.model), request.model);
  write_file_atomically(request.onnx, onnx_file_bytes(model), kOnnxFile);
  return 0;
}

}  // namespace

void add_export(CLI::App& root, Action& chosen) {
  CLI::App* command = root.add_subcommand("export", "Write a saved model as ONNX");
  const auto request = std::make_shared<ExportRequest>();
  command->add_option("model", request->model, "A file that --save-models wrote")->required();
  command->add_option("--onnx", request->onnx, "File to write, named *.onnx")->required();
  command->footer(
      "Example:\n  mmoe-bench export results/table/models/mmoe/table=mine.safetensors --onnx "
      "mine.onnx");
  command->callback([request, &chosen] { chosen = [request] { return run_export(*request); }; });
}

}  // namespace mmoe::cli
