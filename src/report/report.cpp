// SPDX-License-Identifier: Apache-2.0
#include "report/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>

#include "base/atomic_file.h"
#include "base/count_text.h"
#include "base/error.h"
#include "report/exhibits/study_search.h"
#include "report/exhibits/tuning/search.h"
#include "report/figures/drawing_folder.h"
#include "report/figures/gnuplot.h"
#include "report/findings.h"
#include "report/pages/html_page.h"
#include "report/pages/markdown_page.h"
#include "report/tables/claims_table.h"
#include "results/labels.h"
#include "results/runs.h"
#include "results/schemas.h"
#include "study/study_reader.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

std::vector<std::pair<std::string, std::string>> facts_of(const Result& result) {
  const ordered_json& training = result.experiment.value("training", ordered_json::object());
  const auto environment = [&](const char* name) {
    return plain_text(result.environment.value(name, ordered_json()));
  };
  std::string models;
  for (const std::string& model : models_of(result)) {
    models += (models.empty() ? "" : ", ") + model_title(model);
  }
  const auto count = [&](const char* name, const char* noun) {
    const ordered_json value = training.value(name, ordered_json());
    return value.is_number_unsigned() ? counted(value, noun) : plain_text(value);
  };
  return {{"data", result.data_set()},
          {"models", models},
          {"runs", runs_text(result)},
          {"training", count("steps", "step") + " of " + count("batch", "example")},
          {"seed", plain_text(result.experiment.value("seed", ordered_json()))},
          {"when", environment("date")},
          {"on", fmt::format("{}, {}", environment("cpu"), environment("system"))},
          {"by", fmt::format("mmoe-bench {} ({}), {}", environment("version"),
                             environment("commit"), environment("compiler"))},
          {"file", fs::path(result.path).filename()}};
}

ReportSection make_section(const Result& result) {
  const auto text = [&](const char* name) {
    return plain_text(result.experiment.value(name, ordered_json("")));
  };
  return {.name = plain_file_name(result.name()),
          .title = text("title").empty() ? result.name() : text("title"),
          .description = text("description"),
          .facts = facts_of(result),
          .exhibits = make_exhibits(result)};
}

ReportSection study_section(const Study& study) {
  const ordered_json& experiment = study.plan.config;
  ReportSection section{
      .name = plain_file_name(study.plan.name),
      .title = plain_text(experiment.value("title", ordered_json(study.plan.name))),
      .description = plain_text(experiment.value("description", ordered_json(""))),
      .facts = {{"points", fmt::format("{} of {}", study.points.size(), study.plan.planned)},
                {"when", plain_text(study.environment.at("date"))},
                {"on", plain_text(study.environment.at("cpu"))},
                {"by", "mmoe-bench " + plain_text(study.environment.at("version"))}},
      .exhibits = study_exhibits(study)};
  for (Exhibit& exhibit : section.exhibits) prefix_names(exhibit, study.plan.name);
  return section;
}

ReportSection tuning_section(const ordered_json& summary) {
  const ordered_json& experiment = summary.at("experiment");
  const std::string name = experiment.at("name");
  const ordered_json& environment = summary.at("environment");
  ReportSection section{
      .name = plain_file_name(name),
      .title = plain_text(experiment.value("title", ordered_json(name))),
      .description = plain_text(experiment.value("description", ordered_json(""))),
      .facts = {{"searches", std::to_string(summary.at("studies").size())},
                {"when", plain_text(environment.at("date"))},
                {"on", plain_text(environment.at("cpu"))},
                {"by", "mmoe-bench " + plain_text(environment.at("version"))}},
      .exhibits = {tuning_search(summary)}};
  prefix_names(section.exhibits[0], name);
  return section;
}

ReportSection study_file_section(const StudyFile& file) {
  if (file.json.at("schema") == kTuningSchema) return tuning_section(file.json);
  return study_section(study_from_json(file.json, file.path));
}

/// The paper's two experiments; what else there is looks at parts of them.
bool is_main_experiment(const std::string& name) {
  return name == "synthetic" || name == "census-income";
}

/// The main experiments first, synthetic before census-income, the others in their order.
std::vector<const Result*> main_first(const std::vector<Result>& results) {
  std::vector<const Result*> sorted;
  for (const Result& result : results) sorted.push_back(&result);
  const auto rank = [](const Result* r) {
    return r->name() == "synthetic" ? 0 : is_main_experiment(r->name()) ? 1 : 2;
  };
  std::ranges::stable_sort(sorted, {}, rank);
  return sorted;
}

/// Members that the reader passes over may still be none that an exhibit can use.
void add_section(Report& report, const std::string& path,
                 const std::function<ReportSection()>& make) {
  report.sections.push_back(read_members(path, make));
}

/// Numbers names that were taken before.
class UniqueNames {
 public:
  void claim(std::string& name) {
    const std::string wanted = name;
    for (int n = 2; !taken_.insert(name).second; ++n) name = fmt::format("{}-{}", wanted, n);
  }

 private:
  std::set<std::string> taken_;
};

/// Two results of one experiment would write the same files: the later ones get a number.
void make_names_unique(Report& report) {
  UniqueNames sections;
  UniqueNames exhibits;
  UniqueNames figures;
  UniqueNames tables;
  for (ReportSection& section : report.sections) {
    sections.claim(section.name);
    for (Exhibit& exhibit : section.exhibits) {
      exhibits.claim(exhibit.name);
      for (Figure& figure : exhibit.figures) figures.claim(figure.name);
      for (Table& table : exhibit.tables) tables.claim(table.name);
    }
  }
}

/// The formats asked for.
class Asked {
 public:
  explicit Asked(const std::vector<std::string>& formats) : formats_(formats) {}
  bool operator()(std::string_view name) const {
    return std::ranges::find(formats_, name) != formats_.end();
  }
  bool any(std::initializer_list<std::string_view> names) const {
    return std::ranges::any_of(names, *this);
  }

 private:
  const std::vector<std::string>& formats_;
};

DrawingOptions drawings_for(const Asked& asked) {
  DrawingOptions drawing{.extensions = {}, .keep_scripts = asked("gp")};
  if (asked.any({"svg", "html", "md"})) drawing.extensions.emplace_back("svg");
  if (asked("png")) drawing.extensions.emplace_back("png");
  if (asked("pdf")) drawing.extensions.emplace_back("pdf");
  return drawing;
}

void write_pages(const Report& report, const fs::path& folder, const fs::path& figures,
                 const ReportOptions& options) {
  const Asked asked(options.formats);
  if (asked("html")) {
    write_file_atomically(folder / "index.html", html_page(report, figures), kPageFile);
  }
  if (asked("md")) {
    const MarkdownOptions page{
        .preface = options.preface, .has_csv = asked("csv"), .has_pdf = asked("pdf")};
    write_file_atomically(folder / "README.md", markdown_index(report, page), kPageFile);
    for (const MarkdownPage& part : markdown_pages(report, page)) {
      write_file_atomically(folder / "pages" / part.file, part.text, kFolderPart);
    }
  }
}

void write_table(const Table& table, const fs::path& folder,
                 const std::vector<std::string>& formats) {
  for (const TableFormat& format : kTableFormats) {
    if (std::count(formats.begin(), formats.end(), format.name) == 0) continue;
    write_file_atomically(folder / (table.name + "." + format.name), format.write(table),
                          kFolderPart);
  }
}

}  // namespace

std::vector<Figure> figures_of(const Report& report) {
  std::vector<Figure> figures;
  for (const ReportSection& section : report.sections) {
    for (const Exhibit& exhibit : section.exhibits) {
      figures.insert(figures.end(), exhibit.figures.begin(), exhibit.figures.end());
    }
  }
  return figures;
}

std::vector<Table> tables_of(const Report& report) {
  std::vector<Table> tables;
  tables.insert(tables.end(), report.claims.begin(), report.claims.end());
  for (const ReportSection& section : report.sections) {
    for (const Exhibit& exhibit : section.exhibits) {
      tables.insert(tables.end(), exhibit.tables.begin(), exhibit.tables.end());
    }
  }
  return tables;
}

const Figure* headline_figure(const ReportSection& section) {
  const Figure* first = nullptr;
  for (const char* wanted : {"-loss-curves", "-gain", "-sweep", "-auc"}) {
    for (const Exhibit& exhibit : section.exhibits) {
      for (const Figure& figure : exhibit.figures) {
        if (figure.name.ends_with(wanted)) return &figure;
        if (first == nullptr) first = &figure;
      }
    }
  }
  return first;
}

Report make_report(const ResultSet& results, const std::vector<Verdict>& verdicts) {
  Report report;
  report.verdicts = verdicts;
  report.claims = claims_tables(verdicts);
  std::vector<const Result*> sorted = main_first(results.results);
  for (const Result* result : sorted) {
    add_section(report, result->path, [&] { return make_section(*result); });
  }
  for (const StudyFile& file : results.studies) {
    add_section(report, file.path, [&] { return study_file_section(file); });
  }
  make_names_unique(report);
  report.missing = missing_from_paper(results.results);
  const auto is_main = [](const Result* result) { return is_main_experiment(result->name()); };
  const auto main = static_cast<std::size_t>(std::ranges::count_if(sorted, is_main));
  report.main_sections = std::max<std::size_t>(1, main);
  sorted.resize(std::min(sorted.size(), report.main_sections));
  report.findings = findings(sorted, verdicts);
  return report;
}

std::vector<std::string> report_formats() {
  return {"txt", "md", "tex", "csv", "html", "svg", "png", "pdf", "gp"};
}

void check_report(const std::string& folder, const std::vector<std::string>& formats) {
  const Asked asked(formats);
  if (asked("html")) check_replaceable(fs::path(folder) / "index.html", kPageFile);
  if (asked("md")) check_replaceable(fs::path(folder) / "README.md", kPageFile);
}

Written write_report(const Report& report, const std::string& folder,
                     const ReportOptions& options) {
  const Asked asked(options.formats);
  const bool has_tables = std::ranges::any_of(
      kTableFormats, [&](const TableFormat& format) { return asked(format.name); });
  const bool keeps_figures = asked.any({"csv", "md", "svg", "png", "pdf", "gp"});
  const fs::path tables = fs::path(folder) / "tables";
  const fs::path kept = fs::path(folder) / "figures";
  check_report(folder, options.formats);
  if (asked("md")) claim_folder(fs::path(folder) / "pages");
  if (has_tables) claim_folder(tables);
  if (keeps_figures) claim_folder(kept);
  const DrawingFolder scratch(keeps_figures ? kept : fs::path(folder));  // where none is kept
  const fs::path figures = keeps_figures ? kept : scratch.path();
  const std::vector<Table> all_tables = tables_of(report);
  for (const Table& table : all_tables) write_table(table, tables, options.formats);
  const std::vector<Figure> all = figures_of(report);
  if (asked("csv")) {
    for (const Figure& figure : all)
      write_file_atomically(figures / (figure.name + ".csv"), to_csv(figure), kFolderPart);
  }
  const DrawingOptions drawing = drawings_for(asked);
  if (!drawing.extensions.empty()) draw(all, figures, drawing);
  write_pages(report, folder, figures, options);
  const bool has_figures = asked("csv") || !drawing.extensions.empty();
  return {has_tables ? all_tables.size() : 0, has_figures ? all.size() : 0};
}

}  // namespace mmoe
