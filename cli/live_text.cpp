// SPDX-License-Identifier: Apache-2.0
#include "live_text.h"

#include <cstdio>

#include "base/terminal.h"
#include "report/live_answer.h"
#include "report/tables/text_table.h"

namespace mmoe::cli {

std::string live_text(const nlohmann::ordered_json& live) {
  return live_answer(read_live_record(live), output_columns(stdout).value_or(kTextWidth));
}

}  // namespace mmoe::cli
