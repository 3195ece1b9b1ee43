// SPDX-License-Identifier: Apache-2.0
// Every registered model, in every option: analytic against numeric gradients, in double.
#include <gtest/gtest.h>

#include <cmath>

#include "model_test_name.h"
#include "models/gradient_check.h"
#include "models/precision_check.h"
#include "models/registry.h"

namespace mmoe {
namespace {

using nlohmann::json;

constexpr double kTolerance = 1e-6;

struct Variant {
  std::string name;
  Problem problem;
  json shape;  // options that make the model small and deep
};

const Task kRegression{"y1", TaskKind::kRegression};
const Task kBinary{"y2", TaskKind::kBinary};

std::vector<Variant> variants() {
  const json flat = {{"bottom", {4}}, {"expert", {3}}, {"experts", 3}, {"tower", {2}}};
  const json deep = {{"bottom", {4, 3}}, {"expert", {4, 3}}, {"experts", 2}, {"tower", {3, 2}}};
  const json no_tower = {
      {"bottom", {4}}, {"expert", {3}}, {"experts", 1}, {"tower", json::array()}};
  return {
      {"one task", {5, 0, {kRegression}}, flat},
      {"two tasks, mixed", {5, 0, {kRegression, kBinary}}, flat},
      {"three tasks, deep", {4, 0, {kBinary, kRegression, kBinary}}, deep},
      {"experts on a bottom",
       {2, 6, {kBinary, kRegression}, {2, {4, 2}}},
       {{"shared_bottom", {4, 3}}, {"expert", {3}}, {"experts", 2}, {"bottom", {4}}}},
      {"a table of two fields", {1, 9, {kBinary, kRegression}, {2, {4, 4, 1}, {0, 0, 1}}}, flat},
      {"embedded fields of three widths",
       {1, 10, {kBinary, kRegression}, {2, {4, 3, 2, 1}, {}, {3, 1, 2, 3}}},
       flat},
      {"no tower", {5, 0, {kRegression, kBinary}}, no_tower},
      {"dense and sparse inputs", {2, 6, {kBinary, kBinary}}, flat},
      {"sparse inputs in groups", {2, 6, {kBinary, kRegression}, {}, {1, 0, 0, 2, 2, 1}}, flat},
      {"sparse inputs alone, deep", {0, 7, {kRegression, kBinary}}, deep},
      {"embedded fields alone, deep", {0, 7, {kRegression, kBinary}, {2, {3, 4}}}, deep},
      {"embedded fields", {2, 6, {kBinary, kRegression}, {3, {4, 2}}}, flat},
  };
}

/// The model's defaults, with those members of `shape` that it has.
json options_for(const ModelEntry& model, const json& shape) {
  json options = json::object();
  for (const auto& option : model.describe_options()) {
    const std::string name = option["name"];
    if (shape.contains(name)) options[name] = shape[name];
  }
  return options;
}

/// Values of each option beside the default: every choice, both booleans, a few numbers.
std::vector<json> settings_of(const json& option) {
  if (option.contains("choices")) return option["choices"];
  if (option["type"] == "true or false") return {true, false};
  if (option["name"] == "dropout") return {0.3, 0.9};
  if (option["type"] == "a number") return {0.0, 0.3, 1.0};
  if (option["name"] == "r1" || option["name"] == "r2" || option["name"] == "r3") return {1, 2, 50};
  return {};
}

void expect_right_gradient(const ModelEntry& entry, const json& options, const Problem& problem) {
  const auto model = entry.make_double(options, problem);
  const auto batch = random_batch(problem, 7, 11);
  for (const double scale : {0.5, 1.0}) {
    const auto theta = random_parameters(model->layout(), scale, 5);
    const GradientCheck check = check_gradient(*model, problem, batch, theta);
    EXPECT_LT(check.worst, kTolerance) << options.dump() << "\n" << check.message();
    // A check that left everything out would prove nothing.
    EXPECT_GT(check.entries, 9 * check.kinks) << options.dump();
  }
}

class Gradient : public ::testing::TestWithParam<std::string> {};

TEST_P(Gradient, AgreesWithDifferencesOnEveryProblem) {
  const ModelEntry& entry = find_model(GetParam(), "test");
  for (const Variant& variant : variants()) {
    SCOPED_TRACE(variant.name);
    expect_right_gradient(entry, options_for(entry, variant.shape), variant.problem);
  }
}

TEST_P(Gradient, AgreesWithDifferencesInEveryOption) {
  const ModelEntry& entry = find_model(GetParam(), "test");
  const Variant variant = variants()[2];
  for (const auto& option : entry.describe_options()) {
    for (const json& value : settings_of(option)) {
      json options = options_for(entry, variant.shape);
      options[option["name"].get<std::string>()] = value;
      expect_right_gradient(entry, options, variant.problem);
    }
  }
}

/// The options, once for each start that the model itself offers under any scheme.
std::vector<json> starts_of(const ModelEntry& entry, const json& options) {
  std::vector<json> starts = {options};
  for (const auto& option : entry.describe_options()) {
    if (option["name"] != "factors") continue;  // Tensor-Factorization's
    starts.clear();
    for (const json& factors : settings_of(option)) {
      starts.push_back(options);
      starts.back()["factors"] = factors;
    }
  }
  return starts;
}

TEST_P(Gradient, OfEveryInitialisation) {
  const ModelEntry& entry = find_model(GetParam(), "test");
  const Variant variant = variants().back();  // it has blocks of every role
  for (const json& options : starts_of(entry, options_for(entry, variant.shape))) {
    const auto model = entry.make_double(options, variant.problem);
    for (const std::string& scheme : scheme_names()) {
      SCOPED_TRACE(scheme + " " + options.dump());
      Vector<double> theta = Vector<double>::Zero(model->layout().size());
      model->initialise(scheme_from(scheme), {3, Purpose::kInitialisation, 0},
                        {theta.data(), theta.size()});
      const auto check =
          check_gradient(*model, variant.problem, random_batch(variant.problem, 7, 2), theta);
      EXPECT_LT(check.worst, kTolerance) << check.message();
      EXPECT_GT(check.entries, 9 * check.kinks);
    }
  }
}

TEST_P(Gradient, IsAddedToWhatIsThere) {
  const ModelEntry& entry = find_model(GetParam(), "test");
  const Variant variant = variants().back();
  const auto model = entry.make_double(options_for(entry, variant.shape), variant.problem);
  const auto batch = random_batch(variant.problem, 3, 4);
  const Vector<double> theta = random_parameters(model->layout(), 0.7, 1);
  Workspace<double> ws(model->plan(), batch.size());
  Vector<double> once = Vector<double>::Zero(theta.size());
  Vector<double> on_top = Vector<double>::Constant(theta.size(), 2);
  for (Vector<double>* gradient : {&once, &on_top}) {
    model->forward({theta.data(), theta.size()}, batch, ws);
    ws[model->output().gradient].setOnes();
    model->backward({theta.data(), theta.size()}, batch, ws, {gradient->data(), gradient->size()});
  }
  EXPECT_LT((on_top - once - Vector<double>::Constant(theta.size(), 2)).norm(), 1e-12);
}

INSTANTIATE_TEST_SUITE_P(Registry, Gradient, ::testing::ValuesIn(model_names()),
                         testing::model_test_name);

/// y = w x with a ReLU at w x = 0: one unit, so that the side of the kink is chosen by hand.
TEST(GradientCheck, HoldsOnBothSidesOfAKinkAndLeavesOutTheKinkItself) {
  const Problem problem{1, 0, {kRegression}};
  const auto model = find_model("shared-bottom", "test")
                         .make_double({{"bottom", {1}}, {"tower", json::array()}}, problem);
  Batch<double> batch = random_batch(problem, 1, 1);
  batch.dense(0, 0) = 1;
  const Layout& layout = model->layout();
  for (const double w : {-1e-2, 1e-2, -2.0, 2.0}) {
    Vector<double> theta = random_parameters(layout, 1, 3);
    theta[layout.block(0).offset] = w;  // bottom.W0
    theta[layout.block(1).offset] = 0;  // bottom.b0
    const auto check = check_gradient(*model, problem, batch, theta);
    EXPECT_EQ(check.kinks, 0) << w;
    EXPECT_LT(check.worst, kTolerance) << check.message();
  }
  Vector<double> theta = random_parameters(layout, 1, 3);
  theta[layout.block(0).offset] = 1e-5;
  theta[layout.block(1).offset] = 0;
  EXPECT_GT(check_gradient(*model, problem, batch, theta).kinks, 0);
}

/// A model with one entry of its gradient times `factor`: the check must say so, and where.
class Forgetful final : public Model<double> {
 public:
  Forgetful(const ModelEntry& entry, const Problem& problem, double factor)
      : model_(entry.make_double({{"bottom", {3}}}, problem)), factor_(factor) {
    layout_ = model_->layout();
    plan_ = model_->plan();
  }
  Activations output() const override { return model_->output(); }
  void forward(const View<double>& theta, const Batch<double>& batch,
               Workspace<double>& ws) const override {
    model_->forward(theta, batch, ws);
  }
  void backward(const View<double>& theta, const Batch<double>& batch, Workspace<double>& ws,
                MutableView<double> gradient) const override {
    model_->backward(theta, batch, ws, gradient);
    gradient[layout_.block(0).offset + 1] *= factor_;
  }

 private:
  std::unique_ptr<Model<double>> model_;
  double factor_;
};

TEST(GradientCheck, NamesTheBlockAndEntryThatIsWrong) {
  const Problem problem{2, 0, {kRegression}};
  for (const double factor : {0.5, std::nan(""), HUGE_VAL}) {
    const Forgetful model(find_model("shared-bottom", "test"), problem, factor);
    const auto theta = random_parameters(model.layout(), 1, 8);
    const auto check = check_gradient(model, problem, random_batch(problem, 9, 3), theta);
    EXPECT_GT(check.worst, 0.1) << factor;
    EXPECT_EQ(check.block, "bottom.W0");
    EXPECT_EQ(check.row, 1);
    EXPECT_EQ(check.col, 0);
  }
}

TEST(PrecisionCheck, SeesAnEntryThatIsNoNumber) {
  const Problem problem{2, 0, {kRegression}};
  const ModelEntry& entry = find_model("shared-bottom", "test");
  const auto single = entry.make_float({{"bottom", {3}}}, problem);
  const auto batch = random_batch(problem, 9, 3);
  const auto difference = [&](double factor) {
    const Forgetful model(entry, problem, factor);
    return precision_difference(*single, model, problem, batch,
                                random_parameters(model.layout(), 1, 8));
  };
  EXPECT_LT(difference(1), 1e-4);
  EXPECT_GT(difference(0.5), 1e-2);
  EXPECT_FALSE(difference(std::nan("")) < 1e300);
}

}  // namespace
}  // namespace mmoe
