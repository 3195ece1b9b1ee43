// SPDX-License-Identifier: Apache-2.0
#include "kuairand_report.h"

#include <fmt/format.h>

#include <string>

#include "json_cells.h"
#include "report/tables/text_table.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

void print_log(const char* name, const ordered_json& rows, const ordered_json& published) {
  print_text(fmt::format("{:<18} {:>12} rows kept; {} published\n", name, rows.get<std::int64_t>(),
                         published.get<std::int64_t>()));
}

}  // namespace

void print_kuairand_description(const ordered_json& description) {
  const ordered_json& published = description["published"];
  print_text(fmt::format("{}\n", description["edition"].get<std::string>()));
  print_log("standard log", description["standard_rows"], published["standard"]);
  print_log("random log", description["random_rows"], published["random"]);
  print_text(fmt::format("{:<18} {:>12} rows\n", "duplicates dropped",
                         description["duplicates_dropped"].get<std::int64_t>()));
  TextTable table({{"part", false},
                   {"rows"},
                   {"users"},
                   {"long_view"},
                   {"is_like"},
                   {"neither"},
                   {"like alone"},
                   {"view alone"},
                   {"both"}});
  for (const ordered_json& part : description["parts"]) {
    const ordered_json& labels = part["labels"];
    table.add({part["part"], whole_cell(part["rows"]), whole_cell(part["users"]),
               decimal_cell(part["long_view_rate"]), decimal_cell(part["is_like_rate"]),
               whole_cell(labels["neither"]), whole_cell(labels["is_like_alone"]),
               whole_cell(labels["long_view_alone"]), whole_cell(labels["both"])});
  }
  print_text("\n");
  print_text(table);
  std::string fields;
  for (const ordered_json& field : description["fields"]) {
    fields += fmt::format("{}{} {}", fields.empty() ? "" : ", ", field["field"].get<std::string>(),
                          whole_cell(field["embeddings"]));
  }
  print_text(fmt::format("\nembeddings: {}\n", fields));
}

void print_kuairand_audit(const ordered_json& audit) {
  print_text(fmt::format("duplicates dropped: {} rows\n\n",
                         audit["duplicates_dropped"].get<std::int64_t>()));
  TextTable unseen({{"share of test rows", false}, {"without embedding"}, {"unknown"}});
  for (const ordered_json& field : audit["unseen"]) {
    unseen.add(
        {field["field"], decimal_cell(field["shared_embedding"]), decimal_cell(field["unknown"])});
  }
  print_text(unseen);
  print_text("(without embedding: the id shares one, for want of training rows)\n\n");
  TextTable days({{"day"}, {"rows"}, {"long_view"}, {"is_like"}});
  for (const ordered_json& day : audit["days"]) {
    days.add({whole_cell(day["day"]), whole_cell(day["rows"]), decimal_cell(day["long_view_rate"]),
              decimal_cell(day["is_like_rate"])});
  }
  print_text(days);
  std::string never;
  for (const ordered_json& column : audit["never_inputs"]) never += " " + column.get<std::string>();
  print_text(fmt::format("\nnever inputs:{}\n", never));
}

}  // namespace mmoe::cli
