// SPDX-License-Identifier: Apache-2.0
#include "results/model_file/kept_model.h"

#include "results/model_file/row_predictor.h"

namespace mmoe::testing {

KeptModel train_kept(const ModelEntry& entry, const DataSet& data, std::size_t setting,
                     std::int64_t steps, const nlohmann::json& options) {
  KeptModel kept{.model = {.entry = &entry,
                           .options = entry.resolve(
                               options.is_null() ? nlohmann::json::object() : options, entry.name),
                           .problem = data.problem(setting),
                           .rows = row_form_of(data, setting),
                           .trial = {{"key", entry.name}}},
                 .training = {}};
  const auto network = kept.model.network();
  const auto draw = data.open({.setting = setting, .seed = 1, .run = 0, .batch = 16});
  TrainingOptions training;
  training.batch = 16;
  training.steps = steps;
  training.evaluate_every = 3;
  training.select = "best";
  kept.training = std::move(train({{.model = *network,
                                    .problem = kept.model.problem,
                                    .draw = *draw,
                                    .options = training,
                                    .learning_rate = 0.05,
                                    .independent_tasks = entry.independent_tasks}})
                                .front());
  kept.model.theta = kept.training.selected;
  return kept;
}

std::vector<std::vector<float>> outputs_of(const SavedModel& model, const std::string& path,
                                           std::size_t block) {
  RowPredictor predictor(model);
  std::vector<std::vector<float>> all(model.problem.tasks.size());
  read_table_blocks({.paths = {path}, .missing = model.rows.inputs.missing},
                    [&](const std::string& column) { return model.rows.use(column, false); },
                    {.rows = block,
                     .begin = [](const std::vector<std::string>&) {},
                     .take =
                         [&](const RawTable& rows) {
                           const RowOutputs some = predictor.predict(rows);
                           for (std::size_t k = 0; k < all.size(); ++k) {
                             all[k].insert(all[k].end(), some.outputs[k].begin(),
                                           some.outputs[k].end());
                           }
                         }});
  return all;
}

}  // namespace mmoe::testing
