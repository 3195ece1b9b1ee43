// SPDX-License-Identifier: Apache-2.0
// The parameters of a model: one flat vector theta, divided into named blocks. Optimiser,
// gradient check, saving and counting all derive from this one list.
#pragma once

#include <string>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

/// The role of a block: decides its initialisation and whether the paper's accounting counts it.
enum class Role {
  kHidden,  // weights of experts, bottoms and towers' hidden layers: counted by the paper
  kOutput,  // a tower's last, linear layer
  kGate,    // W_g
  kBias,
  kStitch,  // Cross-Stitch's mixing matrices
  kFactor,  // Tucker factors and cores of a hidden layer: counted like kHidden
  kOutputFactor,
  kEmbedding,  // embeddings of categories: inputs, hence not counted by the paper
};

/// The owner of blocks that belong to all tasks.
inline constexpr Index kShared = -1;

/// A [rows x cols] window of theta, column-major with `stride` between columns.
struct Block {
  std::string name;
  Role role;
  Index rows, cols;
  Index offset, stride;
  Index owner = kShared;  // the one task whose loss depends on it, or kShared
};

/// A request for rows of a matrix.
struct RowsOf {
  std::string name;
  Role role;
  Index rows;
  Index owner = kShared;
};

/// One of several identical networks side by side: its name in blocks, and its owner.
struct Member {
  std::string name;
  Index owner = kShared;
};
/// Returns members 0 .. count - 1, shared; "{}" in `pattern` is replaced by the number.
std::vector<Member> numbered(const std::string& pattern, Index count);
/// Returns one member per task, owned by that task.
std::vector<Member> per_task(const std::string& pattern, Index tasks);

class Layout {
 public:
  /// Adds a block of its own. Returns its index.
  Index add(const RowsOf& rows, Index cols);
  /// Adds one matrix [sum of rows x cols] whose rows are split into several blocks, so that one
  /// product serves them all. Returns the index of the whole matrix in stacks().
  Index add_stack(const std::vector<RowsOf>& parts, Index cols);

  const std::vector<Block>& blocks() const { return blocks_; }
  const Block& block(Index index) const { return blocks_[static_cast<std::size_t>(index)]; }
  const Block& stack(Index index) const { return stacks_[static_cast<std::size_t>(index)]; }

  /// Returns the first offset from `offset` on at which a block can begin.
  static Index aligned(Index offset);
  /// Returns the length of theta, including alignment padding (which stays 0).
  Index size() const { return size_; }
  /// Returns the number of trained parameters: all blocks, without padding.
  Index parameter_count() const;
  /// Returns the paper's count (Sec. 5.1): only weights of experts, bottoms and towers' hidden
  /// layers; no biases, gates or output layers. 13,056 for the paper's MMoE.
  Index paper_count() const;

 private:
  Index reserve(Index count);

  std::vector<Block> blocks_;
  std::vector<Block> stacks_;
  Index size_ = 0;
};

template <typename Scalar>
WeightsView<Scalar> weights(const View<Scalar>& theta, const Block& block) {
  return {theta.data() + block.offset, block.rows, block.cols, Eigen::OuterStride<>(block.stride)};
}
template <typename Scalar>
MutableWeightsView<Scalar> weights(MutableView<Scalar>& theta, const Block& block) {
  return {theta.data() + block.offset, block.rows, block.cols, Eigen::OuterStride<>(block.stride)};
}

}  // namespace mmoe
