// SPDX-License-Identifier: Apache-2.0
#include "live/options.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "data/recommendation/requests.h"
#include "experiment/config/catalogue.h"

namespace mmoe {

Fields LiveOptions::fields() {
  Fields f;
  f.add("validation_users", validation_users, "new users on whom alpha is chosen", {10, 1e8});
  f.add("test_users", test_users, "new users of the test, other ones", {10, 1e8});
  f.add("requests", requests, "requests of each user", {1, 1000});
  f.add("candidates", candidates, "items of each request, of which an arm shows one",
        {2, static_cast<double>(RequestStream::kMostCandidates)});
  f.add("alphas", alphas,
        "weights of satisfaction in the score log p_E + alpha log p_S, ascending from 0",
        {.low = 0, .high = 1e6, .min_length = 2, .max_length = 1000, .distinct = true});
  f.add("engagement_loss", engagement_loss,
        "alpha is the largest that costs Shared-Bottom no more of its engagement, relatively",
        {0, 1});
  f.add("splits", splits, "splits of the users of one arm in the A/A test", {100, 1e6});
  f.add("off_policy_rows", off_policy_rows,
        "rows of the log with a uniformly drawn item, from which arms are estimated", {100, 1e8});
  return f;
}

bool has_live(const JsonText& config) {
  return config.value.is_object() && config.value.contains("live");
}

LiveOptions read_live(const JsonText& config) {
  return naming_origins(config.origins, [&] {
    LiveOptions options;
    options.fields().read(config.value["live"], "live");
    if (options.alphas.front() != 0 || !std::ranges::is_sorted(options.alphas)) {
      throw FieldError("live.alphas", "expected ascending numbers from 0, engagement alone, on");
    }
    const auto data = config.value.value("data", nlohmann::ordered_json::object());
    if (!data.is_object() || data.value("set", "") != "recommendation") {
      throw FieldError("live",
                       "found with another data set; expected \"recommendation\", whose "
                       "law is known");
    }
    return options;
  });
}

}  // namespace mmoe
