// SPDX-License-Identifier: Apache-2.0
#include "models/options.h"

namespace mmoe {
namespace {

constexpr double kWidest = 1 << 20;
const Range kHidden = {.low = 1, .high = kWidest, .min_length = 1, .max_length = 64};
const Range kTower = {.low = 1, .high = kWidest, .min_length = 0, .max_length = 64};

}  // namespace

Fields BottomOptions::fields() {
  Fields f;
  f.add("bottom", bottom, "hidden widths of the bottom", kHidden);
  f.add("tower", tower, "hidden widths of each task's tower", kTower);
  f.add("activation", activation, "of every hidden layer", activation_names());
  f.add("dropout", dropout, "fraction of hidden units dropped in training", {0, 0.95});
  return f;
}

Widths BottomOptions::network() const {
  Widths widths = bottom;
  widths.insert(widths.end(), tower.begin(), tower.end());
  return widths;
}

Widths BottomOptions::upper_layers() const {
  auto widths = network();
  widths.erase(widths.begin());
  return widths;
}

Fields ExpertOptions::fields() {
  Fields f;
  f.add("experts", experts, "number of experts n", {1, 4096});
  f.add("expert", expert, "hidden widths of each expert", kHidden);
  f.add("shared_bottom", shared_bottom,
        "hidden widths of a bottom below experts and gates; empty = they read the input", kTower);
  f.add("tower", tower, "hidden widths of each task's tower", kTower);
  f.add("gate_bias", gate_bias, "add a bias to the gates; the paper's have none");
  f.add("activation", activation, "of every hidden layer", activation_names());
  f.add("dropout", dropout, "fraction of hidden units dropped in training", {0, 0.95});
  return f;
}

}  // namespace mmoe
