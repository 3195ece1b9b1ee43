// SPDX-License-Identifier: Apache-2.0
// Where each weight lives: a model's parameters are one flat vector theta, cut into named blocks.
// Optimiser, gradient check, saving and counting all derive from this one list.
#pragma once

#include <string>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

/// What a block is for: decides how it starts and what the paper's accounting counts.
enum class Role {
  kHidden,  // weights of experts, bottoms and towers' hidden layers: counted by the paper
  kOutput,  // a tower's last, linear layer
  kGate,    // W_g
  kBias,
  kStitch,  // Cross-Stitch mixing
  kFactor,  // Tucker factors and cores of a hidden layer: counted like kHidden
  kOutputFactor,
  kEmbedding,  // vectors of categories: inputs, hence not counted by the paper
};

/// The owner of what belongs to all tasks.
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

/// One of several identical networks side by side: its name in blocks, and whose it is.
struct Member {
  std::string name;
  Index owner = kShared;
};
/// Members 0 .. count - 1, shared; "{}" in `pattern` is the number.
std::vector<Member> numbered(const std::string& pattern, Index count);
/// One member per task, which owns it.
std::vector<Member> per_task(const std::string& pattern, Index tasks);

class Layout {
 public:
  /// A block of its own. Returns its index.
  Index add(const RowsOf& rows, Index cols);
  /// One matrix [sum of rows x cols] whose rows are dealt out to several blocks, so that one
  /// product serves them all. Returns the index of the whole matrix in stacks().
  Index add_stack(const std::vector<RowsOf>& parts, Index cols);

  const std::vector<Block>& blocks() const { return blocks_; }
  const Block& block(Index index) const { return blocks_[static_cast<std::size_t>(index)]; }
  const Block& stack(Index index) const { return stacks_[static_cast<std::size_t>(index)]; }

  /// Length of theta, alignment padding included (padding stays 0 for ever).
  Index size() const { return size_; }
  /// Trained numbers: all blocks, without padding.
  Index parameter_count() const;
  /// The paper's count (Sec. 5.1): weights of experts, bottoms and towers' hidden layers alone; no
  /// biases, gates or output layers. 13,056 for the paper's MMoE.
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
