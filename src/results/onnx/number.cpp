// SPDX-License-Identifier: Apache-2.0
#include "results/onnx/number.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace mmoe {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

OnnxValue vector_of(OnnxGraph& graph, const std::vector<double>& values) {
  return graph.constant(std::span(values), {std::ssize(values)});
}

OnnxValue as_read(OnnxGraph& graph, const NumberConstants& constants, const OnnxValue& x) {
  if (!constants.single) return x;
  return graph.cast(graph.cast(x, OnnxType::kFloat), OnnxType::kDouble);
}

/// f(x): the number, or log(1 + x).
OnnxValue transformed(OnnxGraph& graph, const NumberConstants& constants, const OnnxValue& x) {
  return constants.log1p ? graph.node("Log", {graph.node("Add", {x, graph.scalar(1)})}) : x;
}

/// The least x with f(x) >= y.
double least_at(const NumberConstants& constants, double y) {
  if (!constants.log1p) return y;
  double x = std::expm1(y);
  while (std::log1p(x) >= y) x = std::nextafter(x, -kInfinity);
  while (std::log1p(x) < y) x = std::nextafter(x, kInfinity);
  return x;
}

/// The number of edges below f(x), or if `or_equal` not above it: [N x 1]. It is x that is
/// compared, since a runtime's logarithm may miss an edge by its last bit.
OnnxValue count_edges(OnnxGraph& graph, const NumberConstants& constants, const OnnxValue& x,
                      bool or_equal) {
  std::vector<double> least;
  for (const double edge : constants.edges) {
    least.push_back(least_at(constants, or_equal ? edge : std::nextafter(edge, kInfinity)));
  }
  const OnnxValue holds = graph.node("LessOrEqual", {vector_of(graph, least), x});
  return graph.node("ReduceSum", {graph.cast(holds, OnnxType::kInt64), graph.integers({1})},
                    {{"keepdims", 1}});
}

OnnxValue clipped(OnnxGraph& graph, const OnnxValue& value, double low, double high) {
  return graph.node("Clip", {value, graph.scalar(low), graph.scalar(high)});
}

/// (v - b_(t-1)) / (b_t - b_(t-1)) for each t, held to 0..1.
OnnxValue shares(OnnxGraph& graph, const std::vector<double>& edges, const OnnxValue& v) {
  std::vector<double> widths;
  for (std::size_t t = 1; t < edges.size(); ++t) widths.push_back(edges[t] - edges[t - 1]);
  const std::vector<double> begins(edges.begin(), edges.end() - 1);
  const OnnxValue above = graph.node("Sub", {v, vector_of(graph, begins)});
  return clipped(graph, graph.node("Div", {above, vector_of(graph, widths)}), 0, 1);
}

/// The place of v = f(x) among the quantiles q_0 .. q_T, of which `low` are below it and `behind`
/// not above it: (low + behind - 1) / 2 / T where it is one of them, else linear between its
/// neighbours.
OnnxValue rank_of(OnnxGraph& graph, const NumberConstants& constants, const OnnxValue& x,
                  const OnnxValue& v) {
  const auto steps = static_cast<double>(constants.edges.size() - 1);
  const auto op = [&](const char* name, const OnnxValue& a, const OnnxValue& b) {
    return graph.node(name, {a, b});
  };
  const auto count = [&](bool or_equal) {
    return graph.cast(count_edges(graph, constants, x, or_equal), OnnxType::kDouble);
  };
  const OnnxValue low = count(false), behind = count(true);
  const OnnxValue one = graph.scalar(1);
  const OnnxValue below = op("Sub", low, one);  // the quantile before v
  const OnnxValue middle = op("Div", op("Sub", op("Add", low, behind), one), graph.scalar(2));
  const OnnxValue i = graph.cast(clipped(graph, below, 0, steps - 1), OnnxType::kInt64);
  const OnnxValue q = vector_of(graph, constants.edges);
  const OnnxValue before = op("Gather", q, i);
  const OnnxValue next = op("Gather", q, op("Add", i, graph.integers({1})));
  const OnnxValue share = op("Div", op("Sub", v, before), op("Sub", next, before));
  const OnnxValue between = clipped(graph, op("Add", below, share), 0, steps);
  return op("Div", graph.node("Where", {op("Less", low, behind), middle, between}),
            graph.scalar(steps));
}

OnnxValue scaled(OnnxGraph& graph, const NumberConstants& constants, OnnxValue v) {
  if (constants.shift != 0) v = graph.node("Sub", {v, graph.scalar(constants.shift)});
  return constants.scale == 1 ? v : graph.node("Div", {v, graph.scalar(constants.scale)});
}

}  // namespace

OnnxValue onnx_number(OnnxGraph& graph, const NumberTransform& transform, const OnnxValue& x,
                      const OnnxValue& missing) {
  const NumberConstants& constants = transform.constants();
  const OnnxValue read = as_read(graph, constants, x);
  const OnnxValue v = transformed(graph, constants, read);
  const OnnxValue known = constants.transform == "quantile" ? rank_of(graph, constants, read, v)
                          : constants.transform == "piecewise-linear"
                              ? shares(graph, constants.edges, v)
                              : scaled(graph, constants, v);
  std::vector<float> of_missing(static_cast<std::size_t>(transform.width()));
  transform.encode(std::nan(""), of_missing.data());
  const OnnxValue otherwise =
      graph.constant(std::span<const float>(of_missing), {std::ssize(of_missing)});
  return graph.node("Where", {missing, otherwise, graph.cast(known, OnnxType::kFloat)});
}

OnnxValue onnx_bin(OnnxGraph& graph, const NumberTransform& transform, const OnnxValue& x,
                   const OnnxValue& missing) {
  const NumberConstants& constants = transform.constants();
  const OnnxValue bin = constants.edges.empty()
                            ? graph.integers({0})
                            : count_edges(graph, constants, as_read(graph, constants, x), true);
  return graph.node("Where", {missing, graph.integers({transform.width()}), bin});
}

}  // namespace mmoe
