// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/report.h"

namespace mmoe {

struct MarkdownOptions {
  std::string preface =
      {};  // Markdown at the beginning of the page; empty = a title and an overview
  bool has_csv = false, has_pdf = false;  // files to link to
};

/// Returns the report for a code host: README.md, with figures/NAME.svg and the tables.
std::string markdown_page(const Report& report, const MarkdownOptions& options);

}  // namespace mmoe
