// SPDX-License-Identifier: Apache-2.0
#include "live_text.h"

#include "report/live_answer.h"
#include "standard_output.h"

namespace mmoe::cli {

std::string live_text(const nlohmann::ordered_json& live) {
  return live_answer(read_live_record(live), table_width());
}

}  // namespace mmoe::cli
