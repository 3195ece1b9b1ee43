// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/report.h"

namespace mmoe {

/// The report for a code host: README.md, which shows figures/NAME.svg beside the tables.
std::string markdown_page(const Report& report);

}  // namespace mmoe
