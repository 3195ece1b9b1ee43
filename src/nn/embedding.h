// SPDX-License-Identifier: Apache-2.0
// Learned embeddings of categories: one table [w_f x categories] per field, or shared by fields.
// The first layers read the columns of an example's set inputs instead of the one-hot inputs, and
// only those columns get a gradient, so that the cost of a pass does not grow with the number of
// categories.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/activations.h"
#include "nn/batch.h"
#include "nn/field_of_input.h"
#include "nn/layout.h"
#include "nn/problem.h"

namespace mmoe {

/// Whether a field's table is shared by the whole model, or each network learns its own.
enum class Tables { kShared, kPerNetwork };

struct EmbeddingSpec {
  Index weights;  // stack W [rows x d] of all first layers; its last columns read the embedding
  Activations output;  // Z [rows x B] of those layers
  Tables tables = Tables::kShared;
  std::vector<Member> networks = {};  // for Tables::kPerNetwork
};

/// Letters: w_f numbers of field f, e their sum over the fields, T tables per field (1, or one per
/// network), B examples.
class Embedding {
 public:
  Embedding(Layout& layout, BufferPlan& plan, const Problem& problem, const EmbeddingSpec& spec);

  /// Z = W_e E, where E [e x B] holds, for each field, the sum of its table's columns at the set
  /// inputs: 0 if none is set, as for a category not seen in training. With tables per network, the
  /// k-th share of the rows of W reads the k-th E.
  template <typename Scalar>
  void forward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws) const;

  /// Given dLoss/dZ, adds to d_W_e and to the tables' gradient.
  template <typename Scalar>
  void backward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                MutableView<Scalar>& gradient) const;

 private:
  /// A field's columns: that of its input i is at offset + i stride in theta (T w_f numbers, table
  /// after table); its numbers are rows of E.
  struct Field {
    Index offset, stride, row, width;
  };
  template <typename Scalar>
  void gather(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws) const;
  template <typename Scalar>
  void scatter(const Batch<Scalar>& batch, Workspace<Scalar>& ws,
               MutableView<Scalar>& gradient) const;
  /// Calls use(offset in theta, row of E, width) for the vectors that an example with the inputs
  /// `set` reads, in each of the T tables.
  template <typename Use>
  void for_each_row(std::span<const std::int32_t> set, const Use& use) const;
  /// Asks for the numbers at these offsets of `numbers` of the example that comes kExamplesAhead
  /// later.
  template <typename Scalar>
  void prefetch_rows(const Batch<Scalar>& batch, Index example, const Scalar* numbers) const;

  const Layout& layout_;
  EmbeddingSpec spec_;
  Index tables_;  // T
  Index inputs_;  // e
  FieldOfInput field_of_;
  std::vector<Field> fields_;
  Index products_;        // of each table's share of W's rows
  Activations embedded_;  // E, table after table: [T e x B]
  Buffer by_example_;     // scratch: columns of E or of its gradient, one after another
};

}  // namespace mmoe
