// SPDX-License-Identifier: Apache-2.0
#include "study/paper_distance.h"

#include <algorithm>
#include <cmath>

#include "base/paper_values.h"

namespace mmoe {
namespace {

constexpr const char* kFigure4Models[] = {"shared-bottom", "omoe", "mmoe"};
constexpr double kPeakWidth = 0.05;  // to either side: the width of the paper's bins, about

/// Gathers relative errors; without a value there is no distance.
class Gathered {
 public:
  void add(const std::optional<double>& value, double paper) {
    complete_ = complete_ && value.has_value();
    if (!value) return;
    const double error = *value / paper - 1;
    greatest_ = std::max(greatest_, std::abs(error));
    squares_ += error * error;
    count_ += 1;
    near_ += std::abs(error) <= kNearPaper;
  }
  std::optional<Distance> distance() const {
    if (!complete_ || count_ == 0) return std::nullopt;
    return Distance{greatest_, std::sqrt(squares_ / count_), near_};
  }

 private:
  bool complete_ = true;
  double greatest_ = 0, squares_ = 0, count_ = 0;
  std::size_t near_ = 0;
};

std::optional<double> loss_of(const CellLosses* cell, LossOf of) {
  return cell == nullptr ? std::nullopt : cell->mean_loss(of);
}

std::optional<double> loss_at(const CellLosses* cell, LossOf of, std::size_t point) {
  if (cell == nullptr || cell->diverged > 0 || point >= cell->curve(of).size()) return {};
  return cell->curve(of)[point];
}

template <typename Value>
std::optional<Distance> figure_4(const std::vector<CellLosses>& cells, Value value) {
  Gathered gathered;
  for (const char* model : kFigure4Models) {
    for (const double cosine : kPaperCosines) {
      gathered.add(value(find_losses(cells, model, cosine)),
                   paper_figure_4(model, cosine).back().loss);
    }
  }
  return gathered.distance();
}

double share_at(const std::vector<double>& losses, const std::vector<PaperPeak>& peaks,
                std::size_t peak) {
  std::size_t count = 0;
  for (const double loss : losses) {
    std::size_t nearest = 0;
    for (std::size_t i = 1; i < peaks.size(); ++i) {
      if (std::abs(loss - peaks[i].loss) < std::abs(loss - peaks[nearest].loss)) nearest = i;
    }
    count += nearest == peak && std::abs(loss - peaks[peak].loss) <= kPeakWidth;
  }
  return static_cast<double>(count) / static_cast<double>(losses.size());
}

}  // namespace

std::optional<Distance> figure_4_distance(const std::vector<CellLosses>& cells, LossOf of) {
  return figure_4(cells, [of](const CellLosses* cell) { return loss_of(cell, of); });
}

std::optional<Distance> figure_3_distance(const std::vector<CellLosses>& cells, LossOf of) {
  Gathered gathered;
  for (const double cosine : kPaperCosines) {
    gathered.add(loss_of(find_losses(cells, kFigure3Model, cosine), of),
                 paper_figure_3(cosine).back().loss);
  }
  return gathered.distance();
}

std::optional<CurveDistance> nearest_on_curve(const std::vector<CellLosses>& cells, LossOf of) {
  const CellLosses* first = find_losses(cells, kFigure4Models[0], kPaperCosines[0]);
  if (first == nullptr) return std::nullopt;
  std::optional<CurveDistance> nearest;
  for (std::size_t i = 0; i < first->step.size(); ++i) {
    const auto distance =
        figure_4(cells, [&](const CellLosses* cell) { return loss_at(cell, of, i); });
    if (distance && (!nearest || distance->greatest < nearest->distance.greatest)) {
      nearest = CurveDistance{first->step[i], *distance};
    }
  }
  return nearest;
}

std::vector<PeakShare> peak_shares(const std::vector<CellLosses>& cells, LossOf of) {
  std::vector<PeakShare> shares;
  for (const CellLosses& cell : cells) {
    const auto peaks = paper_figure_5(cell.model, cell.cosine);
    if (cell.tasks(of).empty()) continue;
    for (std::size_t i = 0; i < peaks.size(); ++i) {
      shares.push_back({cell.model, cell.cosine, peaks[i].loss, peaks[i].share,
                        share_at(cell.tasks(of), peaks, i)});
    }
  }
  return shares;
}

std::optional<double> figure_5_distance(const std::vector<CellLosses>& cells, LossOf of) {
  const auto shares = peak_shares(cells, of);
  if (shares.empty()) return std::nullopt;
  double sum = 0;
  for (const PeakShare& peak : shares) sum += std::abs(peak.share - peak.paper_share);
  return sum / static_cast<double>(shares.size());
}

}  // namespace mmoe
