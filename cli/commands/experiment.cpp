// SPDX-License-Identifier: Apache-2.0
// mmoe-bench experiment list | show | diff | fields: built-in experiments and the user's
// configuration files.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/count_text.h"
#include "base/embedded.h"
#include "base/error.h"
#include "base/json_file.h"
#include "command.h"
#include "experiment/config/catalogue.h"
#include "experiment/config/experiment_schema.h"
#include "experiment/config/json_diff.h"
#include "named_experiment.h"
#include "report/tables/text_table.h"
#include "results/result_reader.h"
#include "standard_output.h"
#include "tuning/search/options.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

/// The built-in experiments in the order of use. Their times are the seconds of the trials in
/// results/reference, for as many trials as the experiment has; the study's is an estimate, and
/// those whose files nobody could get here were not run.
struct Listed {
  const char* name;
  const char* time;  // on two cores
  const char* question;
};

constexpr Listed kListed[] = {
    {"synthetic", "45 s", "Are MMoE and OMoE better than Shared-Bottom as tasks grow unlike?"},
    {"census-income", "7 min", "Which of the seven models is best on two pairs of real tasks?"},
    {"table", "depends", "Which of the seven models is best on a table of your own?"},
    {"recommendation", "2 min", "Do the paper's models come near to the best possible on a log?"},
    {"recommendation-correlation", "4 min", "From which correlation on should its tasks share?"},
    {"kuairand", "not run", "Which of the seven models is best on a public log of a video app?"},
    {"kuairand-1k", "not run", "The same by the name of its files: which is best on KuaiRand-1K?"},
    {"kuairand-27k", "not run", "And on a public log of the paper's size?"},
    {"recommendation-live", "2 min",
     "What would a live test say of the recommenders, and what is true?"},
    {"recommendation-live-relatedness", "5 min",
     "Does ranking by satisfaction, too, gain less as its tasks agree?"},
    {"synthetic-sweep", "75 s", "Should tasks share, and from which correlation on?"},
    {"census-pairs", "90 s", "Which of 28 pairs of real tasks gain from sharing?"},
    {"synthetic-figure-3", "20 s", "What does a small shared bottom lose as tasks grow unlike?"},
    {"synthetic-figures", "3 min", "What comes nearest to the paper's Figures 3 to 5?"},
    {"synthetic-sensitivity", "10 min",
     "What do the results depend on that the paper leaves open?"},
    {"synthetic-search", "6 min", "Which of these settings comes nearest to Figure 4?"},
    {"census-drop-leaks", "3 min", "And without the columns that give the auxiliary task away?"},
    {"census-protocols", "50 s", "What do the inputs of other projects change?"},
    {"census-tensor-factorization", "65 s", "Is 400 steps why Tensor-Factorization is last?"},
    {"census-income-best", "5 min", "How near does a multi-task network come to boosted trees?"},
    {"census-income-best-steps", "12 min", "What does each step on that way give?"},
    {"synthetic-tuning", "10 s", "How does a search for settings work, on small synthetic tasks?"},
    {"census-tuning", "5 h", "Which settings suit each model, after a search on an equal budget?"},
    {"census-sweep", "15 min", "Which width and learning rate suit each model?"},
    {"census-income-swept", "75 s", "Which model is best with the settings of that sweep?"},
};

ordered_json listed_json(const Listed& e) {
  const ordered_json config = load_configuration(e.name).value;
  return {{"name", e.name},
          {"title", config.value("title", "")},
          {"question", e.question},
          {"time", e.time},
          {"description", config.value("description", "")}};
}

int list(bool json) {
  ordered_json all = ordered_json::array();
  TextTable table({{"experiment", false}, {"time"}, {"question", false}});
  for (const Listed& e : kListed) {
    all.push_back(listed_json(e));
    table.add({e.name, e.time, e.question});
  }
  if (json) {
    print_json(all);
  } else {
    print_text(fmt::format(
        "{}\nTimes are for two cores without other work (not run: for want of its files); "
        "--dry-run estimates yours. mmoe-bench --exp NAME runs one.\n",
        table.text(table_width())));
  }
  return 0;
}

int explain_fields(bool schema) {
  if (schema) {
    print_json(experiment_schema());
    return 0;
  }
  for (const FieldSection& section : experiment_sections()) {
    TextTable table({{section.path.empty() ? "top level" : section.path, false},
                     {"default", false},
                     {"meaning", false}});
    for (const ordered_json& field : section.fields) {
      std::string text = field["help"];
      if (field.contains("choices")) {
        text += fmt::format("; one of {}",
                            fmt::join(field["choices"].get<std::vector<std::string>>(), ", "));
      }
      if (field.contains("min")) text += fmt::format("; at least {}", field["min"].dump());
      table.add({field["name"], field["default"].dump(), text});
    }
    write_output(table.text(table_width()) + "\n");
  }
  return 0;
}

/// A folder stands for the one result in it; a built-in experiment goes before a folder of its
/// name.
std::string file_of(const std::string& name) {
  const auto is_it = [&](const EmbeddedFile& e) { return e.name == name; };
  if (std::ranges::any_of(built_in_experiments(), is_it)) return name;
  if (!std::filesystem::is_directory(name)) return name;
  const ResultSet set = read_results({name});
  const std::size_t count = set.results.size() + set.studies.size();
  if (count != 1) {
    throw InputError(
        fmt::format("{}: found {}; expected one: name its file", name, counted(count, "result")));
  }
  return set.results.empty() ? set.studies[0].path : set.results[0].path;
}

/// What `read` makes of an experiment without its design and its tuning, and these as they are.
template <typename Read>
ordered_json with_defaults(const std::string& name, const Read& read) {
  JsonText config = load_named(name);
  select_models(config, {});
  const ordered_json whole = config.value;
  config.value.erase("design");
  ordered_json all = read(without_tuning(config));
  for (const char* member : {"design", "tuning"}) {
    if (whole.contains(member)) all[member] = whole[member];
  }
  for (std::size_t m = 0; m < all["models"].size(); ++m) {
    const ordered_json& entry = whole["models"][m];
    if (entry.is_object() && entry.contains("tune")) all["models"][m]["tune"] = entry["tune"];
  }
  return all;
}

ordered_json all_that_is_run(const std::string& name) {
  return with_defaults(
      name, [](const JsonText& config) { return prepare(config, "").experiment.to_json(); });
}

/// Returns the configuration with defaults, so that omitted and explicit defaults are equal;
/// without opening the data, which may be on another machine.
ordered_json all_that_was_asked(const std::string& name) {
  return with_defaults(name, [](const JsonText& config) {
    return without_matched_widths(resolve(config).to_json());
  });
}

int show(const std::string& given, bool resolved) {
  const std::string name = file_of(given);
  print_json(resolved ? all_that_is_run(name) : load_named(name).value);
  return 0;
}

/// A value on one line; a list of objects, such as models, one element per line.
std::string diff_text(const ordered_json& value) {
  const bool has_parts = value.is_array() && !value.empty() && value[0].is_object();
  if (!has_parts) return " " + json_text(value, -1);
  std::string text;
  for (const ordered_json& part : value) text += "\n      " + json_text(part, -1);
  return text;
}

int diff(const std::string& left, const std::string& right) {
  const auto found =
      json_differences(all_that_was_asked(file_of(left)), all_that_was_asked(file_of(right)));
  for (const Difference& d : found) {
    print_text(fmt::format("{}\n  -{}\n  +{}\n", d.path, diff_text(d.left), diff_text(d.right)));
  }
  return 0;
}

}  // namespace

void add_experiment_list(CLI::App& experiment, Action& chosen) {
  CLI::App* app = experiment.add_subcommand("list", "List the built-in experiments");
  app->footer("Example: mmoe-bench experiment list --json | jq -r '.[].name'");
  const auto json = std::make_shared<bool>(false);
  app->add_flag("--json", *json, "Print [{name, title, question, time, description}]");
  app->callback([&chosen, json] { chosen = [json] { return list(*json); }; });
}

void add_experiment_show(CLI::App& experiment, Action& chosen) {
  CLI::App* app = experiment.add_subcommand("show", "Print an experiment's configuration as JSON");
  app->footer("Example: mmoe-bench experiment show synthetic > my.json");
  const auto name = std::make_shared<std::string>();
  const auto resolved = std::make_shared<bool>(false);
  app->add_option("name", *name, "A built-in experiment, a file, a result, or a folder with one")
      ->required();
  app->add_flag("--resolved", *resolved, "With every option, defaults too");
  app->callback(
      [&chosen, name, resolved] { chosen = [name, resolved] { return show(*name, *resolved); }; });
}

void add_experiment_fields(CLI::App& experiment, Action& chosen) {
  CLI::App* app = experiment.add_subcommand("fields", "Explain every member of an experiment file");
  app->footer("Example: mmoe-bench experiment fields --schema > experiment.schema.json");
  const auto schema = std::make_shared<bool>(false);
  app->add_flag("--schema", *schema, "Print the JSON Schema of experiment files, for editors");
  app->callback([&chosen, schema] { chosen = [schema] { return explain_fields(*schema); }; });
}

void add_experiment_diff(CLI::App& experiment, Action& chosen) {
  CLI::App* app = experiment.add_subcommand("diff", "Show where two configurations differ");
  app->footer(
      "Example: mmoe-bench experiment diff synthetic results/synthetic/synthetic.json\n"
      "Defaults are filled in; --paper and widths solved by match_parameters are not.");
  const auto names = std::make_shared<std::pair<std::string, std::string>>();
  app->add_option("a", names->first,
                  "A built-in experiment, a file, a result, or a folder with one")
      ->required();
  app->add_option("b", names->second, "Another experiment, likewise")->required();
  app->callback(
      [&chosen, names] { chosen = [names] { return diff(names->first, names->second); }; });
}

}  // namespace mmoe::cli
