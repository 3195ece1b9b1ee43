// SPDX-License-Identifier: Apache-2.0
#include "kuairand_report.h"

#include <fmt/format.h>

#include <string>

#include "standard_output.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

std::string rate_text(const ordered_json& rate) {
  return rate.is_null() ? "–" : fmt::format("{:.4f}", rate.get<double>());
}

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
  print_text(fmt::format("\n{:<12} {:>10} {:>7} {:>10} {:>8} | {:>10} {:>10} {:>10} {:>8}\n",
                         "part", "rows", "users", "long_view", "is_like", "neither", "like alone",
                         "view alone", "both"));
  for (const ordered_json& part : description["parts"]) {
    const ordered_json& labels = part["labels"];
    print_text(fmt::format("{:<12} {:>10} {:>7} {:>10} {:>8} | {:>10} {:>10} {:>10} {:>8}\n",
                           part["part"].get<std::string>(), part["rows"].get<std::int64_t>(),
                           part["users"].get<std::int64_t>(), rate_text(part["long_view_rate"]),
                           rate_text(part["is_like_rate"]), labels["neither"].get<std::int64_t>(),
                           labels["is_like_alone"].get<std::int64_t>(),
                           labels["long_view_alone"].get<std::int64_t>(),
                           labels["both"].get<std::int64_t>()));
  }
  print_text("\nembeddings: ");
  for (const ordered_json& field : description["fields"]) {
    print_text(fmt::format("{} {}  ", field["field"].get<std::string>(),
                           field["embeddings"].get<std::int64_t>()));
  }
  print_text("\n");
}

void print_kuairand_audit(const ordered_json& audit) {
  print_text(fmt::format("duplicates dropped: {} rows\n\n",
                         audit["duplicates_dropped"].get<std::int64_t>()));
  print_text(
      fmt::format("{:<22} {:>18} {:>10}\n", "share of test rows", "without embedding", "unknown"));
  for (const ordered_json& field : audit["unseen"]) {
    print_text(fmt::format("{:<22} {:>18} {:>10}\n", field["field"].get<std::string>(),
                           rate_text(field["shared_embedding"]), rate_text(field["unknown"])));
  }
  print_text("(without embedding: the id shares one, for want of training rows)\n\n");
  print_text(fmt::format("{:<6} {:>10} {:>10} {:>8}\n", "day", "rows", "long_view", "is_like"));
  for (const ordered_json& day : audit["days"]) {
    print_text(fmt::format("{:<6} {:>10} {:>10} {:>8}\n", day["day"].get<std::int64_t>(),
                           day["rows"].get<std::int64_t>(), rate_text(day["long_view_rate"]),
                           rate_text(day["is_like_rate"])));
  }
  print_text("\nnever inputs:");
  for (const ordered_json& column : audit["never_inputs"]) {
    print_text(fmt::format(" {}", column.get<std::string>()));
  }
  print_text("\n");
}

}  // namespace mmoe::cli
