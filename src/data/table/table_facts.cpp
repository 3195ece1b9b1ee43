// SPDX-License-Identifier: Apache-2.0
#include "data/table/table_facts.h"

#include <fmt/format.h>

#include <vector>

#include "base/bytes.h"
#include "base/error.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

ordered_json write_input(const TableInput& input) {
  return {input.column, input.kind,         input.transform,  input.dense,
          input.sparse, input.missing_rows, input.unseen_rows};
}

TableInput read_input(const ordered_json& json) {
  return {.column = json.at(0),
          .kind = json.at(1),
          .transform = json.at(2),
          .dense = json.at(3),
          .sparse = json.at(4),
          .missing_rows = json.at(5),
          .unseen_rows = json.at(6)};
}

PreparedTable read_facts(const ordered_json& json, const TableRecipe& recipe) {
  PreparedTable table{.encoding = {recipe, read_encoder(json.at("encoder"), "encoder")}};
  json.at("rows").get_to(table.encoding.rows);
  for (const ordered_json& input : json.at("inputs")) {
    table.encoding.inputs.push_back(read_input(input));
  }
  for (const ordered_json& label : json.at("labels")) {
    table.labels.push_back(read_label_encoder(label, "labels"));
  }
  table.digest = json.at("digest");
  table.description = json.at("description");
  return table;
}

}  // namespace

void write_table_facts(const PreparedTable& table, const std::filesystem::path& file,
                       std::string_view source) {
  ordered_json inputs = ordered_json::array();
  for (const TableInput& input : table.encoding.inputs) inputs.push_back(write_input(input));
  const ordered_json json = {{"encoder", write_encoder(table.encoding.encoder)},
                             {"rows", table.encoding.rows},
                             {"inputs", inputs},
                             {"labels", write_label_encoders(table.labels)},
                             {"digest", table.digest},
                             {"description", table.description}};
  // CBOR keeps every number as it is, also one that is not finite.
  const std::vector<std::uint8_t> bytes = ordered_json::to_cbor(json);
  BlockWriter writer(file, source);
  writer.append_unless_kept(bytes_of_list(bytes), 1);
  writer.finish();
}

PreparedTable read_table_facts(const std::filesystem::path& file, std::string_view source,
                               const TableRecipe& recipe) {
  const BlockFile blocks(file, source);
  const auto damaged = [&](const char* problem) {
    return RunError(fmt::format("{}: is damaged: {}", file.string(), problem));
  };
  if (blocks.blocks() != 1) throw damaged("expected one block");
  try {
    return read_facts(ordered_json::from_cbor(blocks.block(0)), recipe);
  } catch (const nlohmann::json::exception& error) {
    throw damaged(error.what());
  } catch (const InputError& error) {
    throw damaged(error.what());
  }
}

}  // namespace mmoe
