// SPDX-License-Identifier: Apache-2.0
#include "data/recommendation/requests.h"

#include <array>

#include "math/random.h"

namespace mmoe {
namespace {

/// Uniform 64-bit numbers of a request, by place; its candidates' follow.
enum RequestBits : std::uint64_t { kRequestContext, kRequestPrevious, kLoggedChoice, kCandidates };
static_assert(kCandidates + RequestStream::kMostCandidates <= 64);

}  // namespace

/// Normal numbers of a request's candidates.
class RequestStream::CandidateNoise {
 public:
  CandidateNoise(const RequestStream& stream, std::uint64_t request, std::size_t candidates) {
    const std::size_t count = candidates * RecommendationLog::kRowNormals;
    fill_normal({stream.seed_, Purpose::kLiveNoise, stream.run_}, request,
                Eigen::Map<Vector<float>>(numbers_.data(), static_cast<Index>(count)));
  }
  const float* of(std::size_t candidate) const {
    return numbers_.data() + candidate * RecommendationLog::kRowNormals;
  }

 private:
  alignas(64) std::array<float, 64 * RecommendationLog::kRowNormals> numbers_;
};

void RequestStream::draw(std::int64_t request, std::int32_t user,
                         std::span<RecommendationRow> out) const {
  const auto number = static_cast<std::uint64_t>(request);
  std::array<std::uint64_t, 64> bits;
  fill_bits({seed_, Purpose::kLiveRequests, run_}, number,
            std::span(bits).first(kCandidates + out.size()));
  const auto context = static_cast<std::int32_t>(bits[kRequestContext] % kContexts);
  const std::int32_t previous = log_.population().popular_item(bits[kRequestPrevious]);
  const CandidateNoise noise(*this, number, out.size());
  for (std::size_t k = 0; k < out.size(); ++k) {
    RecommendationRow& row = out[k] = {};
    row.user = user;
    row.previous_item = previous;
    row.hour = context / kSurfaces;
    row.surface = context % kSurfaces;
    row.item = log_.population().popular_item(bits[kCandidates + k]);
    log_.complete(noise.of(k), row);
  }
}

std::vector<RecommendationRow> RequestStream::of_log(std::int64_t row,
                                                     const RecommendationRow& shown) const {
  const std::vector<std::int32_t> items = log_.candidates(row);
  const CandidateNoise noise(*this, static_cast<std::uint64_t>(row), items.size());
  std::vector<RecommendationRow> out(items.size(), shown);
  for (std::size_t k = 0; k < items.size(); ++k) {
    if (items[k] == shown.item) continue;
    out[k].item = items[k];
    log_.complete(noise.of(k), out[k]);
  }
  return out;
}

std::size_t RequestStream::logged_choice(std::int64_t request,
                                         std::span<const RecommendationRow> candidates) const {
  std::array<std::uint64_t, kLoggedChoice + 1> bits;
  fill_bits({seed_, Purpose::kLiveRequests, run_}, static_cast<std::uint64_t>(request), bits);
  std::array<double, kMostCandidates> weights;
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    weights[k] = log_.policy_weight(candidates[k], candidates[k].item);
  }
  return weighted_choice(std::span(weights).first(candidates.size()), bits[kLoggedChoice]);
}

}  // namespace mmoe
