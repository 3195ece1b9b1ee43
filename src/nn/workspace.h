// SPDX-License-Identifier: Apache-2.0
// Everything that changes in a step: activations and their gradients, one set per thread,
// allocated before the first step. A model plans its buffers once; a workspace holds them for B
// examples.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "math/matrix.h"
#include "math/product.h"
#include "math/random.h"
#include "math/simd/cache_aligned.h"

namespace mmoe {

/// A [rows x B] matrix of a workspace, or some rows of one.
struct Buffer {
  Index rows = 0;
  Index base = 0;   // rows of all buffers planned earlier
  Index first = 0;  // where these rows begin within their buffer
};

/// Random bits that decide what a layer drops: four units to a word, row by row of [rows x B].
struct MaskRows {
  Index number = 0;  // of the mask within the plan
  Index rows = 0;
  Index first = 0;  // rows of all masks planned earlier
};

/// The source of all masks of one training step.
struct Noise {
  Stream stream;
  std::uint64_t step = 0;
};

/// The buffers a model needs.
class BufferPlan {
 public:
  Buffer add(Index rows) {
    const Buffer buffer{rows, rows_, 0};
    rows_ += rows;
    return buffer;
  }
  Index rows() const { return rows_; }

  /// Adds the products of a dense layer. Returns their index; layers of equal shape share it.
  Index add_products(const DenseShape& shape) {
    scratch_rows_ = std::max(scratch_rows_, DenseProducts<float>::scratch_rows(shape.out));
    const auto found = std::find(products_.begin(), products_.end(), shape);
    if (found != products_.end()) return found - products_.begin();
    products_.push_back(shape);
    return std::ssize(products_) - 1;
  }
  const std::vector<DenseShape>& products() const { return products_; }
  Index scratch_rows() const { return scratch_rows_; }

  /// Adds a mask for the units of a layer.
  MaskRows add_mask(Index rows) {
    const MaskRows mask{masks_++, rows, mask_rows_};
    mask_rows_ += rows;
    return mask;
  }
  Index mask_rows() const { return mask_rows_; }

 private:
  Index rows_ = 0;
  Index scratch_rows_ = 0;  // maximum over the products
  Index masks_ = 0, mask_rows_ = 0;
  std::vector<DenseShape> products_;
};

template <typename Scalar>
class Workspace {
 public:
  /// Allocates room for `capacity` examples per step, rounded up so that each buffer starts
  /// aligned.
  Workspace(const BufferPlan& plan, Index capacity)
      : capacity_((capacity + kAlignment - 1) / kAlignment * kAlignment),
        batch_(capacity),
        scratch_{plan.scratch_rows(), plan.rows(), 0},
        storage_((plan.rows() + plan.scratch_rows()) * capacity_),
        mask_words_(static_cast<std::size_t>(plan.mask_rows() * capacity_ / kUnitsPerWord)),
        shapes_(plan.products()) {
    prepare();
  }

  /// Sets the number of examples of the next step, at most the capacity. Invalidates the buffers.
  /// Builds the products when a number of examples is set for the first time.
  void set_batch(Index batch) {
    if (batch == batch_) return;
    batch_ = batch;
    prepare();
  }
  Index batch() const { return batch_; }

  /// Returns the products with that index in the plan.
  const DenseProducts<Scalar>& products(Index number) const {
    return by_batch_[current_].second[static_cast<std::size_t>(number)];
  }
  /// Returns scratch memory, enough for any one product.
  Scalar* scratch() { return (*this)[scratch_].data(); }

  /// Returns the buffer as [rows x B].
  MutableMatrixView<Scalar> operator[](const Buffer& buffer) {
    return {storage_.view().data() + offset(buffer), buffer.rows, batch_};
  }
  MatrixView<Scalar> operator[](const Buffer& buffer) const {
    return {storage_.view().data() + offset(buffer), buffer.rows, batch_};
  }

  /// Sets the noise of the steps that follow; without it (evaluation) nothing is dropped.
  void set_noise(const Noise& noise) { noise_ = noise; }
  void clear_noise() { noise_.reset(); }
  bool has_noise() const { return noise_.has_value(); }

  /// Units whose bits share a word of a mask.
  static constexpr Index kUnitsPerWord = 4;
  /// Returns the words of a mask: draw_mask from the noise, mask as they were drawn last.
  std::span<const std::uint64_t> draw_mask(const MaskRows& rows) {
    const auto number = static_cast<std::uint64_t>(rows.number);
    assert(number < kMostMasks);
    const auto words = mask_words(rows);
    fill_bits(noise_->stream, noise_->step * kMostMasks + number, words);
    return words;
  }
  std::span<const std::uint64_t> mask(const MaskRows& rows) { return mask_words(rows); }

 private:
  static constexpr Index kAlignment = kCacheLine / sizeof(float);
  static constexpr std::uint64_t kMostMasks = 256;
  /// Returns where a buffer begins: it is dense at the start of its room, however many examples it
  /// holds.
  Index offset(const Buffer& buffer) const {
    return buffer.base * capacity_ + buffer.first * batch_;
  }
  std::span<std::uint64_t> mask_words(const MaskRows& rows) {
    const Index words = (rows.rows * batch_ + kUnitsPerWord - 1) / kUnitsPerWord;
    return std::span(mask_words_)
        .subspan(static_cast<std::size_t>(rows.first * capacity_ / kUnitsPerWord),
                 static_cast<std::size_t>(words));
  }
  /// Finds or builds the products for the batch.
  void prepare() {
    const auto found = std::find_if(by_batch_.begin(), by_batch_.end(),
                                    [&](const auto& entry) { return entry.first == batch_; });
    current_ = static_cast<std::size_t>(found - by_batch_.begin());
    if (found != by_batch_.end()) return;
    std::vector<DenseProducts<Scalar>> products;
    for (const DenseShape& shape : shapes_) products.emplace_back(shape, batch_);
    by_batch_.emplace_back(batch_, std::move(products));
  }
  Index capacity_;
  Index batch_;
  Buffer scratch_;
  CacheAligned<Scalar> storage_;
  std::vector<std::uint64_t> mask_words_;
  std::optional<Noise> noise_;
  std::vector<DenseShape> shapes_;
  std::vector<std::pair<Index, std::vector<DenseProducts<Scalar>>>> by_batch_;
  std::size_t current_ = 0;
};

}  // namespace mmoe
