// SPDX-License-Identifier: Apache-2.0
#include "data/census/digest.h"

#include "base/sha256.h"

namespace mmoe {
namespace {

std::string digest_number(const CensusEncoding& encoding, std::size_t position) {
  Sha256 hash;
  for (const CensusExamples* examples : {&encoding.train, &encoding.test}) {
    std::vector<float> values(examples->rows);
    for (std::size_t row = 0; row < examples->rows; ++row) {
      values[row] = examples->dense[row * examples->numbers + position];
    }
    update_values(hash, values);
  }
  return hash.hex();
}

/// By name, indices count from the column's first, which moves with the columns before it. By
/// position, they may belong to another column, but then no setting lacks a column.
std::string digest_category(const CensusEncoding& encoding, std::size_t position) {
  const CategoryInput& input = encoding.inputs.categories[position];
  const bool by_name = encoding.inputs.alignment == CategoryAlignment::kByName;
  const std::uint16_t first = by_name ? input.first : std::uint16_t{0};
  Sha256 hash;
  hash.update(std::to_string(input.names.size()) + " ");
  for (const CensusExamples* examples : {&encoding.train, &encoding.test}) {
    std::vector<std::uint16_t> indices(examples->rows);
    for (std::size_t row = 0; row < examples->rows; ++row) {
      const std::uint16_t index = examples->sparse[row * examples->categories + position];
      const bool seen = index != CensusExamples::kUnseen;
      indices[row] = seen ? static_cast<std::uint16_t>(index - first) : index;
    }
    update_values(hash, indices);
  }
  return hash.hex();
}

}  // namespace

CensusDigest::CensusDigest(const std::vector<CensusEncoding>& encodings, const CensusTasks& tasks) {
  for (const CensusEncoding& encoding : encodings) {
    Inputs& inputs = inputs_.emplace_back();
    for (std::size_t i = 0; i < encoding.inputs.numbers.size(); ++i) {
      inputs.numbers.push_back(digest_number(encoding, i));
    }
    for (std::size_t i = 0; i < encoding.inputs.categories.size(); ++i) {
      inputs.categories.push_back(digest_category(encoding, i));
    }
  }
  for (std::size_t k = 0; k < tasks.train.size(); ++k) {
    Sha256 hash;
    update_values(hash, tasks.train[k]);
    update_values(hash, tasks.test[k]);
    labels_.push_back(hash.hex());
  }
}

std::string CensusDigest::of(std::size_t encoding, const CensusView& view,
                             const std::vector<std::size_t>& labels) const {
  const Inputs& inputs = inputs_[encoding];
  std::string all = "numbers";
  for (const std::size_t position : view.numbers) all += " " + inputs.numbers[position];
  all += " categories";
  for (const CensusView::Category& category : view.categories) {
    all += " " + inputs.categories[category.position];
  }
  all += " labels";
  for (const std::size_t label : labels) all += " " + labels_[label];
  return sha256_hex(all);
}

}  // namespace mmoe
