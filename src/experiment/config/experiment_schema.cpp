// SPDX-License-Identifier: Apache-2.0
#include "experiment/config/experiment_schema.h"

#include <fmt/format.h>

#include <map>

#include "data/registry.h"
#include "experiment/config/experiment.h"
#include "experiment/config/model_spec.h"
#include "models/registry.h"
#include "training/options.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// The schema's types by those of Field.
ordered_json type_schema(const std::string& type) {
  static const std::map<std::string, std::string> kTypes = {{"true or false", "boolean"},
                                                            {"a whole number", "integer"},
                                                            {"a number", "number"},
                                                            {"a string", "string"}};
  static const std::map<std::string, std::string> kElements = {
      {"a list of whole numbers", "integer"},
      {"a list of numbers", "number"},
      {"a list of strings", "string"}};
  const auto element = kElements.find(type);
  if (element == kElements.end()) return {{"type", kTypes.at(type)}};
  return {{"type", "array"}, {"items", {{"type", element->second}}}};
}

ordered_json field_schema(const ordered_json& field) {
  ordered_json schema = type_schema(field.at("type"));
  ordered_json& value = schema.contains("items") ? schema["items"] : schema;
  if (field.contains("choices")) value["enum"] = field["choices"];
  if (field.contains("min")) value["minimum"] = field["min"];
  if (field.contains("max")) value["maximum"] = field["max"];
  schema["description"] = field.at("help");
  schema["default"] = field.at("default");
  return schema;
}

/// An object of these fields and of `more`, and of no others.
ordered_json object_schema(const ordered_json& fields, const ordered_json& more) {
  ordered_json properties = ordered_json::object();
  for (const ordered_json& field : fields)
    properties[field["name"].get<std::string>()] = field_schema(field);
  properties.update(more);
  return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
}

ordered_json training_schema() {
  TrainingOptions options;
  return object_schema(options.fields().describe(),
                       {{"optimiser", object_schema(options.optimiser.fields().describe(),
                                                    ordered_json::object())}});
}

/// A file that extends another need not name the data set, whose options may then be any set's.
ordered_json data_schema() {
  ordered_json any = ordered_json::array();
  for (const DataSetEntry& set : data_sets()) {
    any.push_back(object_schema(set.describe_options(), {{"set", {{"const", set.name}}}}));
  }
  return {{"description", "the data set, and the settings that it is asked for"}, {"anyOf", any}};
}

ordered_json reference(const std::string& path) { return {{"$ref", "#/" + path}}; }

/// Options by setting of the data.
ordered_json at_schema(const ordered_json& parts) {
  return {
      {"type", "object"},
      {"description", "where the model differs on settings of the data, by key, such as group=1"},
      {"additionalProperties", object_schema(ordered_json::array(), parts)}};
}

ordered_json options_schemas() {
  ordered_json schemas = ordered_json::object();
  for (const ModelEntry& model : models()) {
    schemas[model.name] = object_schema(model.describe_options(), ordered_json::object());
  }
  return schemas;
}

ordered_json model_schema() {
  ordered_json any = {{{"enum", model_names()}, {"description", "a model with its defaults"}}};
  for (const ModelEntry& model : models()) {
    ordered_json parts = {{"training", reference("properties/training")},
                          {"options", reference("$defs/" + model.name)}};
    const ordered_json at = at_schema(parts);
    parts["at"] = at;
    parts["tune"] = {
        {"type", "object"},
        {"description", "paths and ranges that a search covers: experiments/README.md"}};
    ordered_json entry = object_schema(describe_model_members(), parts);
    entry["properties"]["model"] = {{"const", model.name}};
    entry["properties"]["match_parameters"] = {
        {"type", {"string", "object"}},
        {"description", entry["properties"]["match_parameters"]["description"]}};
    entry["required"] = {"model"};
    any.push_back(entry);
  }
  return {{"anyOf", any}};
}

}  // namespace

std::vector<FieldSection> experiment_sections() {
  TrainingOptions training;
  std::vector<FieldSection> sections = {
      {"", describe_header()},
      {"training", training.fields().describe()},
      {"training.optimiser", training.optimiser.fields().describe()}};
  for (const DataSetEntry& set : data_sets()) {
    sections.push_back(
        {fmt::format("data, where data.set is \"{}\"", set.name), set.describe_options()});
  }
  sections.push_back({"models[]", describe_model_members()});
  for (const ModelEntry& model : models()) {
    sections.push_back(
        {fmt::format("models[].options of {}", model.name), model.describe_options()});
  }
  return sections;
}

ordered_json experiment_schema() {
  const ordered_json text = {{"type", "string"}};
  ordered_json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                         {"title", "Experiment of mmoe-bench"}};
  schema.update(object_schema(
      describe_header(),
      {{"extends",
        {{"type", "string"},
         {"description",
          "the experiment whose members hold where this file says nothing: a built-in one, or a "
          "file"}}},
       {"data", data_schema()},
       {"training", training_schema()},
       {"models", {{"type", "array"}, {"minItems", 1}, {"items", model_schema()}}},
       {"selected",
        {{"type", "array"},
         {"items", text},
         {"description", "those of the models that run without --models"}}},
       {"paper",
        {{"type", "object"}, {"description", "members that --paper puts in place of the others"}}},
       {"tuning",
        {{"type", "object"},
         {"description", "how models with \"tune\" are searched: experiments/README.md"}}},
       {"live",
        {{"type", "object"},
         {"description", "a simulated live test of the models: experiments/README.md"}}},
       {"design",
        {{"type", "object"},
         {"description",
          "makes the file a study of many points, even over its factors or searched for: "
          "experiments/README.md"}}}}));
  schema["$defs"] = options_schemas();
  return schema;
}

}  // namespace mmoe
