// SPDX-License-Identifier: Apache-2.0
#include "result_text.h"

#include "claims/judge.h"
#include "report/tables/result_table.h"
#include "report/tables/verdict_table.h"

namespace mmoe::cli {

std::string result_text(const nlohmann::ordered_json& result, std::span<const TrialRecord> records,
                        const std::string& file) {
  const Result read = to_result(result, records, file);
  return result_table(result, read) + verdict_lines(judge(built_in_claims(), {read}));
}

}  // namespace mmoe::cli
