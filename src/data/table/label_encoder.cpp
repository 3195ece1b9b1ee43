// SPDX-License-Identifier: Apache-2.0
#include "data/table/label_encoder.h"

#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_set>

#include "base/error.h"
#include "base/fields.h"
#include "base/json_file.h"

namespace mmoe {
namespace {

constexpr float kNoLabel = std::numeric_limits<float>::quiet_NaN();

std::vector<float> labels_by_value(const TableColumn& column, const LabelEncoder& encoder) {
  const bool in = !encoder.in.empty();
  const std::vector<std::string>& listed = in ? encoder.in : encoder.not_in;
  const std::unordered_set<std::string_view> values(listed.begin(), listed.end());
  std::vector<float> of_code;
  for (const std::string& text : column.texts) {
    of_code.push_back(values.contains(text) == in ? 1.0F : 0.0F);
  }
  std::vector<float> labels;
  for (const std::uint32_t code : column.codes) {
    labels.push_back(code == TableColumn::kMissing ? kNoLabel : of_code[code]);
  }
  return labels;
}

Fields fields_of_label(LabelEncoder& encoder) {
  Fields bound;
  bound.add("column", encoder.column, "name of the column");
  bound.add("mean", encoder.mean, "of a standardised regression");
  bound.add("sd", encoder.sd, "of a standardised regression",
            {.low = std::numeric_limits<double>::min()});
  bound.add("in", encoder.in, "1 for these values");
  bound.add("not_in", encoder.not_in, "1 for all but these");
  return bound;
}

}  // namespace

std::vector<float> LabelEncoder::labels(const RawTable& table) const {
  const TableColumn& values = table.at(column);
  if (by_value()) return labels_by_value(values, *this);
  std::vector<float> labels;
  for (const double number : values.numbers) {
    const bool is_condition = at_least && !std::isnan(number);
    labels.push_back(is_condition ? (number >= *at_least ? 1.0F : 0.0F)
                                  : static_cast<float>(number));
  }
  return labels;
}

void LabelEncoder::scale(std::vector<float>& labels) const {
  for (float& label : labels) label = static_cast<float>((label - mean) / sd);
}

float LabelEncoder::unscaled(float output) const {
  return static_cast<float>(mean + sd * static_cast<double>(output));
}

nlohmann::ordered_json write_label_encoder(const LabelEncoder& encoder) {
  LabelEncoder copy = encoder;  // fields bind members that they could change
  nlohmann::ordered_json json = fields_of_label(copy).write();
  if (encoder.at_least) json["at_least"] = *encoder.at_least;
  return json;
}

nlohmann::ordered_json write_label_encoders(const std::vector<LabelEncoder>& encoders) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const LabelEncoder& encoder : encoders) list.push_back(write_label_encoder(encoder));
  return list;
}

LabelEncoder read_label_encoder(const nlohmann::ordered_json& json, const std::string& where) {
  LabelEncoder encoder;
  nlohmann::ordered_json rest = json;
  if (const auto at_least = take_member(rest, "at_least")) {
    if (!at_least->is_number()) throw FieldError(where + ".at_least", "expected a number");
    encoder.at_least = at_least->get<double>();
  }
  fields_of_label(encoder).read(rest, where);
  return encoder;
}

}  // namespace mmoe
