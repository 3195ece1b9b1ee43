// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "report/tables/table.h"

namespace mmoe {

/// The claims of claims_table as a part of a page: how often each verdict stands, then a card per
/// claim, with a mark in colour and the word; those that are inconclusive are folded.
std::string claims_html(const std::optional<Table>& claims);

}  // namespace mmoe
