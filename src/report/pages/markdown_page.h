// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/report.h"

namespace mmoe {

struct MarkdownOptions {
  std::string preface = {};  // Markdown that opens the page; empty: a title and where things are
  bool has_csv = false, has_pdf = false;  // files to link to
};

/// Returns the report for a code host: README.md, which shows figures/NAME.svg beside the tables.
std::string markdown_page(const Report& report, const MarkdownOptions& options);

}  // namespace mmoe
