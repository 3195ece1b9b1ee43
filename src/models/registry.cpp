// SPDX-License-Identifier: Apache-2.0
#include "models/registry.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "models/cross_stitch.h"
#include "models/l2_constrained.h"
#include "models/mmoe.h"
#include "models/omoe.h"
#include "models/shared_bottom.h"
#include "models/single_task.h"
#include "models/tensor_factorization.h"

namespace mmoe {
namespace {

using nlohmann::json;

struct Description {
  std::string name, title, source, width_option, help;
  bool independent_tasks = false;
};

template <typename M>
typename M::Options read_options(const json& options, const std::string& where) {
  typename M::Options resolved;
  resolved.fields().read(options, where);
  return resolved;
}

template <template <typename> class M>
ModelEntry entry(const Description& description) {
  using Options = typename M<float>::Options;
  ModelEntry e;
  e.name = description.name;
  e.title = description.title;
  e.source = description.source;
  e.help = description.help;
  e.width_option = description.width_option;
  e.independent_tasks = description.independent_tasks;
  e.describe_options = [] { return Options().fields().describe(); };
  e.resolve = [](const json& options, const std::string& where) {
    return read_options<M<float>>(options, where).fields().write();
  };
  e.make_float = [name = e.name](const json& options, const Problem& problem) {
    return std::make_unique<M<float>>(read_options<M<float>>(options, name), problem);
  };
  e.make_double = [name = e.name](const json& options, const Problem& problem) {
    return std::make_unique<M<double>>(read_options<M<double>>(options, name), problem);
  };
  return e;
}

}  // namespace

/// To add a model, write its file, include it above, and add one line here.
const std::vector<ModelEntry>& models() {
  static const std::vector<ModelEntry> table = {
      entry<SingleTask>({"single-task", "Single-Task", "Sec. 6.1", "bottom",
                         "one separate network per task", true}),
      entry<SharedBottom>({"shared-bottom", "Shared-Bottom", "Sec. 3.1, Eq. 1", "bottom",
                           "one bottom shared by all tasks, one tower per task"}),
      entry<L2Constrained>(
          {"l2-constrained", "L2-Constrained", "Sec. 6.1; Duong et al. 2015", "bottom",
           "one network per task, with an L2 penalty on differences of their parameters"}),
      entry<CrossStitch>({"cross-stitch", "Cross-Stitch", "Sec. 6.1; Misra et al. 2016", "bottom",
                          "one network per task, hidden layers mixed by learned matrices"}),
      entry<TensorFactorization>({"tensor-factorization", "Tensor-Factorization",
                                  "Sec. 6.1; Yang and Hospedales 2016", "bottom",
                                  "one network per task, stacked weights as a Tucker product"}),
      entry<Omoe>({"omoe", "OMoE", "Sec. 4.1, Eq. 5", "expert",
                   "experts mixed by one gate shared by all tasks"}),
      entry<Mmoe>(
          {"mmoe", "MMoE", "Sec. 4.2, Eq. 6-8", "expert", "experts mixed by one gate per task"}),
  };
  return table;
}

std::vector<std::string> model_names() {
  std::vector<std::string> names;
  for (const ModelEntry& e : models()) names.push_back(e.name);
  return names;
}

const ModelEntry& find_model(const std::string& name, const std::string& where) {
  const auto found = std::find_if(models().begin(), models().end(),
                                  [&](const ModelEntry& e) { return e.name == name; });
  if (found == models().end()) {
    throw FieldError(where, fmt::format("unknown model '{}'{}", name, hint(name, model_names())));
  }
  return *found;
}

}  // namespace mmoe
