// SPDX-License-Identifier: Apache-2.0
#include "nn/batch.h"

#include <numeric>

namespace mmoe {

template <typename Scalar>
void list_examples(Index sparse_inputs, Batch<Scalar>& batch) {
  // A counting sort. Entry s + 2 counts feature s; summed, entry s + 1 is where its list begins,
  // and moves on with each example to where it ends.
  auto& offsets = batch.example_offsets;
  offsets.assign(static_cast<std::size_t>(sparse_inputs) + 2, 0);
  batch.examples.resize(batch.sparse.size());
  for (const std::int32_t s : batch.sparse) offsets[static_cast<std::size_t>(s) + 2] += 1;
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  for (std::size_t e = 0; e + 1 < batch.offsets.size(); ++e) {
    for (auto i = batch.offsets[e]; i < batch.offsets[e + 1]; ++i) {
      const auto s = static_cast<std::size_t>(batch.sparse[static_cast<std::size_t>(i)]);
      batch.examples[static_cast<std::size_t>(offsets[s + 1]++)] = static_cast<std::int32_t>(e);
    }
  }
  offsets.pop_back();
}

template void list_examples<float>(Index, Batch<float>&);
template void list_examples<double>(Index, Batch<double>&);

}  // namespace mmoe
