// SPDX-License-Identifier: Apache-2.0
// The report for a code host: README.md, an index of one screen or two, and a page per experiment
// in pages/, which shows figures/NAME.svg beside the tables.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"

namespace mmoe {

struct MarkdownOptions {
  std::string preface = {};  // Markdown that opens the index; empty: a title and where things are
  bool has_csv = false, has_pdf = false;  // files to link to
};

/// What was found, the headline figures of the first four sections, and links to all pages.
std::string markdown_index(const Report& report, const MarkdownOptions& options);

/// A file of pages/.
struct MarkdownPage {
  std::string file;  // "synthetic.md"
  std::string text;
};

/// Returns the claims, where there are any, and a page per section.
std::vector<MarkdownPage> markdown_pages(const Report& report, const MarkdownOptions& options);

}  // namespace mmoe
