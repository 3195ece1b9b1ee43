// SPDX-License-Identifier: Apache-2.0
#include "study/plan.h"

#include <fmt/format.h>

#include "base/atomic_file.h"
#include "base/error.h"
#include "experiment/config/catalogue.h"
#include "results/result_reader.h"
#include "study/point_search.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr const char* kDesignSchema = "mmoe-bench/design";
constexpr int kDesignVersion = 1;

/// A flag that sets what the design varies would be overridden in silence.
void check_flags(const JsonText& config, const DesignPoint& point) {
  for (const auto& [path, value] : point.overrides) {
    const auto found = config.origins.find(path);
    if (found == config.origins.end() || !found->second.starts_with("--")) continue;
    throw InputError(fmt::format("{}: {} is a factor of the design; expected it to be set there",
                                 found->second, path));
  }
}

/// The points that a search proposed so far.
void add_proposed(StudyPlan& plan, const ordered_json& json, const std::string& path) {
  const Design design = read_design({plan.config, {}});
  if (!design.search) return;
  const PointSearch search(design, plan.seed);
  plan.points = read_members(path, [&] {
    return naming_origins({{"", path}}, [&] {
      std::vector<DesignPoint> points;
      for (const ordered_json& point : json.at("points")) {
        points.push_back(search.point(points.size(), point.at("levels")));
        point.at("made_from").get_to(points.back().made_from);
      }
      return points;
    });
  });
}

}  // namespace

StudyPlan make_plan(const JsonText& config) {
  const Design design = read_design(config);
  const Experiment base = resolve(configure_point(config, {}));
  StudyPlan plan{config.value, base.name, base.seed, 0, {}};
  if (design.search) {
    const PointSearch search =
        naming_origins(config.origins, [&] { return PointSearch(design, base.seed); });
    for (const DesignPoint& point : search.corners()) check_flags(config, point);
    plan.planned = search.planned();
  } else {
    plan.points = design_points(design, base.seed);
    for (const DesignPoint& point : plan.points) check_flags(config, point);
    plan.planned = plan.points.size();
  }
  return plan;
}

void write_plan(const std::filesystem::path& folder, const StudyPlan& plan) {
  ordered_json points = ordered_json::array();
  for (const DesignPoint& point : plan.points) {
    points.push_back({{"number", point.number}, {"factors", point.factors}});
    if (point.levels.empty()) continue;
    points.back()["levels"] = point.levels;
    points.back()["made_from"] = point.made_from;
  }
  const ordered_json json = {{"schema", kDesignSchema},
                             {"schema_version", kDesignVersion},
                             {"experiment", plan.config},
                             {"points", points}};
  write_file_atomically(plan_file(folder), json.dump(1) + "\n", kDesignFile);
}

StudyPlan read_plan(const std::filesystem::path& folder) {
  const auto file = plan_file(folder);
  if (!std::filesystem::exists(file)) {
    throw InputError(
        fmt::format("{}: not found; expected the folder of an experiment with a design, such as "
                    "results/synthetic-sensitivity",
                    file.string()));
  }
  const JsonText text = read_json(file.string());
  if (!text.value.is_object() || text.value.value("schema", "") != kDesignSchema ||
      text.value.value("schema_version", 0) != kDesignVersion ||
      !text.value.contains("experiment")) {
    throw InputError(
        fmt::format("{}: is no plan of a study of version {}", file.string(), kDesignVersion));
  }
  StudyPlan plan = make_plan({text.value["experiment"], {}});
  add_proposed(plan, text.value, file.string());
  return plan;
}

std::filesystem::path plan_file(const std::filesystem::path& folder) {
  return folder / "design.json";
}

std::filesystem::path summary_file(const std::filesystem::path& folder, const StudyPlan& plan) {
  return folder / (plan.name + ".json");
}

std::filesystem::path point_folder(const std::filesystem::path& folder, std::size_t number) {
  return folder / "points" / fmt::format("{:03}", number);
}

std::filesystem::path point_file(const std::filesystem::path& folder, const StudyPlan& plan,
                                 std::size_t number) {
  return point_folder(folder, number) / (plan.name + ".json");
}

}  // namespace mmoe
