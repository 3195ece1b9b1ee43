// SPDX-License-Identifier: Apache-2.0
#include "live/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/atomic_file.h"
#include "base/log.h"
#include "base/output_kind.h"
#include "base/sha256.h"
#include "base/version.h"
#include "data/recommendation/log_data.h"
#include "live/findings.h"
#include "results/cells.h"
#include "results/labels.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr OutputKind kLiveDrawFile{"findings of a simulated live test", "\"mmoe-bench/live-draw\""};

/// One draw of the data: a setting and a run, with the trials of its models.
struct TestedDraw {
  std::size_t setting;
  std::uint32_t run;
  std::vector<const Trial*> trials;  // by model
  bool diverged = false;
};

std::vector<TestedDraw> tested_draws(const FinishedRun& run) {
  std::vector<TestedDraw> draws;
  for (const Cell& cell : choose_cells(run.trials, run.records)) {
    for (const std::size_t t : cell.trials) {
      const Trial& trial = run.trials[t];
      auto found = std::ranges::find_if(draws, [&](const TestedDraw& draw) {
        return draw.setting == trial.setting && draw.run == trial.run;
      });
      if (found == draws.end()) {
        draws.push_back({trial.setting, trial.run, {}});
        found = draws.end() - 1;
      }
      found->trials.push_back(&trial);
      found->diverged |= !run.records[t].objective.has_value();
    }
  }
  return draws;
}

/// Everything that determines what a draw's test finds.
std::string identity_of(const std::vector<SavedModel>& models, const ordered_json& options) {
  Sha256 hash;
  hash.update(build_info().commit);
  hash.update(options.dump());
  for (const SavedModel& model : models) hash.update(model.trial.at("identity").get<std::string>());
  return hash.hex();
}

std::filesystem::path draw_file(const std::filesystem::path& folder, const ordered_json& setting,
                                std::uint32_t run) {
  std::string name;
  for (const auto& [key, value] : setting.items()) name += fmt::format("{}={}-", key, value.dump());
  return folder / "live" / fmt::format("{}run={}.json", name, run);
}

/// What an earlier run found, if it is of the same models and options; else null.
ordered_json kept_findings(const std::filesystem::path& file, const std::string& identity) {
  check_replaceable(file, kLiveDrawFile);
  if (!std::filesystem::exists(file)) return nullptr;
  try {
    const ordered_json kept = read_json(file.string()).value;
    return kept.at("identity") == identity ? kept.at("findings") : ordered_json();
  } catch (const InputError&) {
    return nullptr;  // damaged: it is made again
  } catch (const nlohmann::json::exception&) {
    return nullptr;
  }
}

}  // namespace

LiveSession::LiveSession(JsonText config, SessionOptions options)
    : live_(read_live(config)), options_(std::move(options)) {
  if (options_.shard) {
    throw FieldError("shard", "the experiment has a live test, which needs all its models");
  }
  options_.save_models = SaveModels::kAll;
  config.value["live"] = live_.fields().write();
  session_ = std::make_unique<Session>(config, options_);
  const auto& models = session_->prepared().experiment.models;
  if (std::ranges::find(models, kReferenceArm, &ModelSpec::label) == models.end()) {
    throw InputError(
        "models: shared-bottom is not among them, with which the live test chooses alpha; expected "
        "it in the list");
  }
}

ordered_json LiveSession::test(std::size_t setting, std::uint32_t run,
                               const std::vector<SavedModel>& models) const {
  const Prepared& prepared = session_->prepared();
  std::vector<std::string> labels;
  for (const ModelSpec& spec : prepared.experiment.models) labels.push_back(spec.label);
  const std::uint64_t seed = prepared.experiment.seed;
  const auto& data = dynamic_cast<const LogDataSet&>(*prepared.data);
  const RecommendationLog log = data.log(setting, run, live_.validation_users + live_.test_users);
  const LiveWorld world{log, RequestStream(log, seed, run), models, live_};
  return live_findings({world, live_arms(labels), seed, run}, options_.jobs);
}

ordered_json LiveSession::test_or_read(std::size_t setting, std::uint32_t run,
                                       const std::vector<SavedModel>& models) const {
  const Prepared& prepared = session_->prepared();
  const ordered_json point = prepared.data->settings()[setting];
  const std::string identity = identity_of(models, prepared.experiment.live);
  const auto file = draw_file(session_->folder(), point, run);
  ordered_json findings = kept_findings(file, identity);
  if (!findings.is_null()) return findings;
  log_info(fmt::format("simulating the live test of {}, run {}", setting_title(point), run));
  findings = test(setting, run, models);
  std::filesystem::create_directories(file.parent_path());
  write_file_atomically(
      file,
      json_text(
          {{"schema", "mmoe-bench/live-draw"}, {"identity", identity}, {"findings", findings}}) +
          "\n",
      kLiveDrawFile);
  return findings;
}

ordered_json LiveSession::test_draws(const FinishedRun& run) const {
  const std::vector<Setting> settings = session_->prepared().data->settings();
  ordered_json list = ordered_json::array();
  for (const TestedDraw& draw : tested_draws(run)) {
    const ordered_json& setting = settings[draw.setting];
    if (draw.diverged) {
      log_warning(fmt::format("no live test of {}, run {}: a model's training diverged",
                              setting_title(setting), draw.run));
      continue;
    }
    std::vector<SavedModel> models;
    for (const Trial* trial : draw.trials) models.push_back(run.models.read(*trial));
    ordered_json entry = {{"setting", setting}, {"run", draw.run}};
    entry.update(test_or_read(draw.setting, draw.run, models));
    list.push_back(std::move(entry));
  }
  return list;
}

RunOutcome LiveSession::run(RunObserver& observer) const {
  return session_->run(observer, [this](const FinishedRun& run, ordered_json& result) {
    result["live"] = {{"simulated", true},
                      {"options", session_->prepared().experiment.live},
                      {"draws", test_draws(run)}};
  });
}

}  // namespace mmoe
