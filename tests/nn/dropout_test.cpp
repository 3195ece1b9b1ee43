// SPDX-License-Identifier: Apache-2.0
#include "nn/dropout.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mmoe {
namespace {

constexpr Index kDroppedUnits = 40, kDroppedExamples = 250;

/// One layer of ones.
struct DroppedLayer {
  BufferPlan plan;
  Activations units = add_activations(plan, kDroppedUnits);
  Dropout dropout;
  Workspace<double> ws;

  explicit DroppedLayer(double rate) : dropout(plan, rate, units), ws(plan, kDroppedExamples) {
    ws[units.value].setOnes();
    ws[units.gradient].setOnes();
  }
  Matrix<double> forward(std::uint64_t step) {
    ws.set_noise({{3, Purpose::kDropout, 1}, step});
    ws[units.value].setOnes();
    dropout.forward(ws);
    return ws[units.value];
  }
};

TEST(Dropout, DropsTheShareThatIsAskedForAndKeepsTheMean) {
  for (const double rate : {0.1, 0.5, 0.8}) {
    DroppedLayer layer(rate);
    const Matrix<double> y = layer.forward(1);
    const auto n = static_cast<double>(y.size());
    const auto dropped = static_cast<double>((y.array() == 0).count());
    EXPECT_NEAR(dropped / n, rate, 4 * std::sqrt(rate * (1 - rate) / n)) << rate;
    EXPECT_NEAR(y.maxCoeff(), 1 / (1 - rate), 1e-3);
    // Unit by unit and example by example, too: no stripes.
    EXPECT_GT(y.rowwise().sum().minCoeff(), 0);
    EXPECT_GT(y.colwise().sum().minCoeff(), 0);
  }
}

TEST(Dropout, SendsTheGradientThroughTheUnitsThatItKept) {
  DroppedLayer layer(0.25);
  const Matrix<double> y = layer.forward(1);
  layer.dropout.backward(layer.ws);
  EXPECT_EQ(layer.ws[layer.units.gradient], y);
  // The values are those before the factor, so that an activation's derivative is right.
  EXPECT_NEAR(layer.ws[layer.units.value].maxCoeff(), 1, 1e-15);
}

TEST(Dropout, IsAFunctionOfTheStep) {
  DroppedLayer layer(0.5);
  const Matrix<double> first = layer.forward(1);
  EXPECT_NE(layer.forward(2), first);
  EXPECT_EQ(layer.forward(1), first);
}

TEST(Dropout, DrawsOtherMasksForOtherLayers) {
  BufferPlan plan;
  const Activations a = add_activations(plan, kDroppedUnits),
                    b = add_activations(plan, kDroppedUnits);
  const Dropout of_a(plan, 0.5, a), of_b(plan, 0.5, b);
  Workspace<float> ws(plan, kDroppedExamples);
  ws.set_noise({{3, Purpose::kDropout, 1}, 1});
  ws[a.value].setOnes();
  ws[b.value].setOnes();
  of_a.forward(ws);
  of_b.forward(ws);
  EXPECT_NE(ws[a.value], ws[b.value]);
}

TEST(Dropout, LeavesUnitsAloneWithoutNoiseAndAtRateZero) {
  DroppedLayer evaluated(0.5);
  evaluated.dropout.forward(evaluated.ws);
  evaluated.dropout.backward(evaluated.ws);
  EXPECT_TRUE((evaluated.ws[evaluated.units.value].array() == 1).all());
  EXPECT_TRUE((evaluated.ws[evaluated.units.gradient].array() == 1).all());
  DroppedLayer none(0);
  EXPECT_TRUE((none.forward(1).array() == 1).all());
}

}  // namespace
}  // namespace mmoe
