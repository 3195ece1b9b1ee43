// SPDX-License-Identifier: Apache-2.0
#include "study/merge_studies.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "experiment/store/merge.h"
#include "results/merge_shards.h"
#include "results/replacement.h"

namespace mmoe {
namespace {

using std::filesystem::path;

StudyPlan common_plan(const std::vector<path>& folders) {
  const StudyPlan plan = read_plan(folders.front());
  if (read_design({plan.config, {}}).search) {
    throw InputError(
        fmt::format("{}: holds a search, whose points depend on one another; expected folders of "
                    "`shard` runs",
                    folders.front().string()));
  }
  for (const path& folder : folders) {
    require_same(plan.config, folders.front(), read_plan(folder).config, folder);
  }
  return plan;
}

/// The folders that have something of one point.
std::vector<path> parts_of(const std::vector<path>& folders, std::size_t number) {
  std::vector<path> parts;
  for (const path& folder : folders) {
    const path part = point_folder(folder, number);
    if (std::filesystem::exists(store_path(part))) parts.push_back(part);
  }
  return parts;
}

/// Most points lie in one shard alone, so what shards have of a point cannot tell their builds.
void require_one_build(const std::vector<path>& folders, const StudyPlan& plan) {
  std::vector<path> all;
  for (const DesignPoint& point : plan.points) {
    const auto parts = parts_of(folders, point.number);
    all.insert(all.end(), parts.begin(), parts.end());
  }
  require_one_signature(all);
}

void require_all_points(const Study& study, const path& out) {
  Missing missing{
      .what = "points", .names = {}, .total = study.plan.points.size(), .holder = out, .out = out};
  for (const DesignPoint& planned : study.plan.points) {
    const auto is_it = [&](const StudyPoint& p) { return p.point.number == planned.number; };
    if (std::ranges::none_of(study.points, is_it)) {
      missing.names.push_back(std::to_string(planned.number));
    }
  }
  require_none(missing);
}

}  // namespace

bool is_study(const path& folder) { return std::filesystem::exists(plan_file(folder)); }

WrittenStudy merge_studies(const std::vector<path>& folders, const path& out, bool replace) {
  const StudyPlan plan = common_plan(folders);
  require_one_build(folders, plan);
  if (!replace) check_keeps_result(plan_file(out), plan.config);
  const StoreLock lock(out);
  write_plan(out, plan);
  for (const DesignPoint& point : plan.points) {
    const std::vector<path> parts = parts_of(folders, point.number);
    if (!parts.empty()) merge_available(parts, point_folder(out, point.number), replace);
  }
  Study study = read_study(out);
  require_all_points(study, out);
  return write_study(std::move(study), out);
}

}  // namespace mmoe
