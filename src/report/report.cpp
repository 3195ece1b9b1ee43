// SPDX-License-Identifier: Apache-2.0
#include "report/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "report/gnuplot.h"
#include "report/html_page.h"
#include "report/labels.h"
#include "report/markdown_page.h"
#include "report/runs.h"
#include "report/write_file.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

std::string plain(const ordered_json& value) {
  if (value.is_null()) return "–";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

/// Of verdicts as claims.json has them; what no result has data for is left out.
std::optional<Table> claims_table(const ordered_json& claims) {
  Table table{.name = "claims",
              .caption =
                  "The paper's claims, judged at 95 % by one-sided tests; p after Holm's "
                  "correction over a figure or table; runs: how many it took, or would take "
                  "for a power of 80 %",
              .columns = {{"verdict", false},
                          {"claim", false},
                          {"where", false},
                          {"evidence", false},
                          {"p", true},
                          {"runs", false}}};
  std::string group;
  for (const ordered_json& claim : claims) {
    if (claim.at("result").is_null()) continue;
    const std::string name = plain(claim.at("result")) + plain(claim.at("family"));
    if (!table.rows.empty() && name != group) table.group_starts.push_back(table.rows.size());
    group = name;
    std::vector<TableCell> row;
    for (const char* member : {"verdict", "sentence", "where", "evidence", "p", "power"}) {
      row.emplace_back(plain(claim.at(member)));
    }
    table.rows.push_back(row);
  }
  return table.rows.empty() ? std::nullopt : std::optional(table);
}

std::vector<std::pair<std::string, std::string>> facts_of(const Result& result) {
  const ordered_json& training = result.experiment.value("training", ordered_json::object());
  const auto environment = [&](const char* name) {
    return plain(result.environment.value(name, ordered_json()));
  };
  std::string models;
  for (const std::string& model : models_of(result)) {
    models += (models.empty() ? "" : ", ") + model_title(model);
  }
  return {{"data", result.data_set()},
          {"models", models},
          {"runs", runs_text(result)},
          {"training",
           fmt::format("{} steps of {} examples", plain(training.value("steps", ordered_json())),
                       plain(training.value("batch", ordered_json())))},
          {"seed", plain(result.experiment.value("seed", ordered_json()))},
          {"when", environment("date")},
          {"on", fmt::format("{}, {}", environment("cpu"), environment("system"))},
          {"by", fmt::format("mmoe-bench {} ({}), {}", environment("version"),
                             environment("commit"), environment("compiler"))},
          {"file", fs::path(result.path).filename()}};
}

ReportSection make_section(const Result& result) {
  const auto text = [&](const char* name) {
    return plain(result.experiment.value(name, ordered_json("")));
  };
  return {text("title").empty() ? result.name() : text("title"), text("description"),
          facts_of(result), make_exhibits(result)};
}

/// Two results of one experiment would write the same files: the later ones get a number.
void make_names_unique(Report& report) {
  std::vector<std::string> taken;
  const auto unique = [&](std::string& name) {
    const std::string wanted = name;
    for (int n = 2; std::find(taken.begin(), taken.end(), name) != taken.end(); ++n) {
      name = fmt::format("{}-{}", wanted, n);
    }
  };
  for (ReportSection& section : report.sections) {
    std::vector<std::string> names;
    for (Exhibit& exhibit : section.exhibits) {
      unique(exhibit.name);
      names.push_back(exhibit.name);
      for (Figure& figure : exhibit.figures) unique(figure.name), names.push_back(figure.name);
      for (Table& table : exhibit.tables) unique(table.name), names.push_back(table.name);
    }
    taken.insert(taken.end(), names.begin(), names.end());
  }
}

struct TableFormat {
  const char* name;
  std::string (*write)(const Table&);
};

constexpr TableFormat kTableFormats[] = {
    {"txt", to_text}, {"md", to_markdown}, {"tex", to_latex}, {"csv", to_csv}};

void write_table(const Table& table, const fs::path& folder,
                 const std::vector<std::string>& formats) {
  for (const TableFormat& format : kTableFormats) {
    if (std::count(formats.begin(), formats.end(), format.name) == 0) continue;
    write_file(folder / (table.name + "." + format.name), format.write(table));
  }
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw RunError(fmt::format("{}: cannot be made: {}", folder.string(), error.message()));
  }
}

}  // namespace

Report make_report(const ResultSet& results) {
  Report report;
  report.claims = claims_table(results.claims);
  for (const Result& result : results.results) report.sections.push_back(make_section(result));
  make_names_unique(report);
  report.missing = missing_from_paper(results.results);
  return report;
}

std::vector<std::string> report_formats() {
  return {"txt", "md", "tex", "csv", "html", "svg", "png", "pdf"};
}

void write_report(const Report& report, const std::string& folder,
                  const std::vector<std::string>& formats) {
  const auto asked = [&](const char* name) {
    return std::count(formats.begin(), formats.end(), name) > 0;
  };
  std::vector<std::string> drawn;
  for (const char* extension : {"svg", "png", "pdf"}) {
    const bool is_used = std::string(extension) == "svg" && (asked("html") || asked("md"));
    if (asked(extension) || is_used) drawn.emplace_back(extension);
  }
  const fs::path tables = fs::path(folder) / "tables";
  const fs::path figures = fs::path(folder) / "figures";
  make_folder(tables);
  make_folder(figures);
  if (report.claims) write_table(*report.claims, tables, formats);
  for (const ReportSection& section : report.sections) {
    for (const Exhibit& exhibit : section.exhibits) {
      for (const Table& table : exhibit.tables) write_table(table, tables, formats);
      for (const Figure& figure : exhibit.figures) draw(figure, figures, drawn);
    }
  }
  if (asked("html")) write_file(fs::path(folder) / "index.html", html_page(report, figures));
  if (asked("md")) write_file(fs::path(folder) / "README.md", markdown_page(report));
}

}  // namespace mmoe
