// SPDX-License-Identifier: Apache-2.0
#include "result_text.h"

#include "claims/judge.h"
#include "claims/verdict_text.h"
#include "report/result_table.h"

namespace mmoe::cli {

std::string result_text(const nlohmann::ordered_json& result, const std::string& file) {
  return result_table(result) + verdict_lines(judge(built_in_claims(), {to_result(result, file)}));
}

}  // namespace mmoe::cli
